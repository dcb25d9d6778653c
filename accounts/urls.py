"""Pages of accounts."""

from django.urls import path

from .views import ledger, profile, sessions, users

app_name = "accounts"
urlpatterns = [
    path("login/", sessions.Login.as_view(), name="login"),
    path("logout/", sessions.logout, name="logout"),
    path("awake/", sessions.awake, name="awake"),
    path("password/", sessions.change_password, name="password"),
    path("profile/", profile.Profile.as_view(), name="profile"),
    path("users/", users.UserList.as_view(), name="user_list"),
    path("users/new/", users.UserCreate.as_view(), name="user_create"),
    path("users/<int:pk>/", users.UserPage.as_view(), name="user_page"),
    path("users/<int:pk>/edit/", users.UserEdit.as_view(), name="user_edit"),
    path("users/<int:pk>/grant/", users.UserGrant.as_view(), name="user_grant"),
    path("users/<int:pk>/close/", users.user_close, name="user_close"),
    path("users/<int:pk>/reopen/", users.user_reopen, name="user_reopen"),
    path("users/<int:pk>/one-time-password/", users.user_reset, name="user_reset"),
    path("ledger/", ledger.LedgerList.as_view(), name="ledger_list"),
]
