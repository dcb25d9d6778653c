"""The first page of each role, search from everywhere, and the health check."""

from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import HttpResponse, JsonResponse


def home(request):
    return HttpResponse("home")


def find(request):
    return JsonResponse({"results": []})


@login_not_required
def health(request):
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain")
