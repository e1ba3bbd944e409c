from django.urls import path

from commitments.models import ReleaseFile

from . import views

Name = ReleaseFile.Name

urlpatterns = [
    path("uitgaven/", views.release_list, name="releases"),
    path("uitgaven/laatste/", views.newest, name="newest_release"),
    path("uitgaven/<int:number>/", views.release_detail, name="release"),
    *(
        path(
            f"uitgaven/<int:number>/{name.value}",
            views.release_file,
            {"name": name.value},
            name=f"release_{name.name.lower()}",
        )
        for name in Name
    ),
]
