"""Pages of the 24-hour centre, below the language."""

from django.urls import URLPattern, URLResolver, path

from centre.views import expedite, guidance, hall, kiosk, phone

urlpatterns: list[URLPattern | URLResolver] = [
    path("guidance/after-arrival/", guidance.settlement, name="guidance_settlement"),
    path("expedite/<str:reference>/", expedite.expedite, name="expedite"),
    path("centre/<slug:office>/", phone.take, name="centre"),
    path("centre/<slug:office>/hall/", hall.hall, name="centre_hall"),
    path("centre/<slug:office>/kiosk/", kiosk.kiosk, name="centre_kiosk"),
    path("centre/<slug:office>/kiosk/<str:code>/", kiosk.taken, name="centre_kiosk_ticket"),
    path("centre/<slug:office>/ticket/<str:code>/", phone.ticket, name="centre_ticket"),
    path("centre/<slug:office>/ticket/<str:code>/leave/", phone.leave, name="centre_leave"),
]
