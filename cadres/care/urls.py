"""Home visits, medical checks, allowances and pay; training of party members."""

from django.urls import path

from .views import allowances, care, member_trainings, secretary_allowances, secretary_pay

urlpatterns = [
    path(
        "trainings/members/",
        member_trainings.MemberTrainingList.as_view(),
        name="member_training_now",
    ),
    path(
        "trainings/members/<int:year>/",
        member_trainings.MemberTrainingList.as_view(),
        name="member_training_list",
    ),
    path("allowances/", allowances.allowance_month, name="allowance_now"),
    path(
        "allowances/secretaries/",
        secretary_allowances.secretary_allowance_month,
        name="secretary_allowance_now",
    ),
    path(
        "allowances/secretaries/<str:month>/",
        secretary_allowances.secretary_allowance_month,
        name="secretary_allowance_month",
    ),
    path("allowances/<str:month>/", allowances.allowance_month, name="allowance_month"),
    path("pay/", secretary_pay.SecretaryPayList.as_view(), name="secretary_pay_now"),
    path("pay/<int:year>/", secretary_pay.SecretaryPayList.as_view(), name="secretary_pay_list"),
    path("care/", care.CareList.as_view(), name="care_list"),
    path("care/secretaries/", care.SecretaryCareList.as_view(), name="care_secretary_list"),
    path("care/secretaries/<int:pk>/", care.SecretaryCare.as_view(), name="care_secretary"),
    path(
        "care/secretaries/<int:pk>/record/",
        care.SecretaryCareCreate.as_view(),
        name="care_secretary_record",
    ),
    path("care/records/<int:pk>/edit/", care.CareEdit.as_view(), name="care_edit"),
    path("care/people/<str:pk>/", care.CadreCare.as_view(), name="care_cadre"),
    path("care/people/<str:pk>/record/", care.CadreCareCreate.as_view(), name="care_cadre_record"),
]
