"""Units, cadres, teams, postings, leave, absences, trainings, links, dispatch."""

urlpatterns = []
