"""Addresses of evaluations."""

from django.urls import URLPattern, path

from accreditation.api.evaluations import (
    CourseEvaluationResults,
    EvaluationAnswerList,
    EvaluationInvitationDetail,
    EvaluationInvitationList,
    RegisterCourseQualityList,
)

urlpatterns: list[URLPattern] = [
    path("courses/<uuid:uuid>/evaluation-results", CourseEvaluationResults.as_view(), name="course-evaluation-results"),
    path("registers/<str:code>/course-marks", RegisterCourseQualityList.as_view(), name="register-course-quality"),
    path("evaluation-invitations", EvaluationInvitationList.as_view(), name="evaluation-invitations"),
    path("evaluation-invitations/<uuid:uuid>", EvaluationInvitationDetail.as_view(), name="evaluation-invitation"),
    path("evaluation-invitations/<uuid:uuid>/answers", EvaluationAnswerList.as_view(), name="evaluation-answers"),
]
