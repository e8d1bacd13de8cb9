"""The root of the API: where everything begins."""

from typing import Any

from django.urls import reverse
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from register.scoping import ScopedView

COLLECTIONS = {
    "profile": "profile",
    "account": "account",
    "sessions": "sessions",
    "emailChanges": "email-changes",
    "associations": "associations",
    "registers": "registers",
    "publicRegisters": "public-registers",
    "persons": "persons",
    "personSearches": "person-searches",
    "registrations": "registrations",
    "ledgerEntries": "ledger-entries",
    "claims": "claims",
    "registrationDecisions": "decisions-of-registrations",
    "disciplinaryOrders": "disciplinary-orders",
    "personMerges": "person-merges",
    "groupDecisions": "group-decisions",
    "groupDecisionLines": "group-decision-lines",
    "shares": "shares",
    "sharedDossiers": "shared-dossiers",
    "looks": "looks",
    "renewals": "renewals",
    "auditRuns": "audit-runs",
    "publishedAuditRuns": "published-audit-runs",
    "audits": "audits",
    "registrationRequests": "registration-requests",
    "wrongAttendances": "wrong-attendances",
    "claimProposals": "claim-proposals",
    "developmentReportDocuments": "development-report-documents",
    "developmentReports": "development-reports",
    "employers": "employers",
    "employerLinks": "employer-links",
    "registrationObjections": "registration-objections",
    "waitingClaims": "waiting-claims",
    "claimDecisions": "claim-decision-batch",
    "claimDrafts": "claim-drafts",
    "evidenceFiles": "evidence-files",
    "credentials": "credentials",
    "importedCredentials": "imported-credentials",
    "extractVerifications": "extract-verifications",
    "credentialVerifications": "credential-verifications",
    "records": "records",
    "goals": "goals",
    "reflections": "reflections",
    "conversations": "conversations",
    "duties": "duties",
    "dossierParts": "dossier-parts",
    "dossierExports": "dossier-exports",
    "dossierImports": "dossier-imports",
    "peerGroups": "peer-groups",
    "peerMemberships": "peer-memberships",
    "erasures": "erasures",
    "peerVisits": "peer-visits",
    "providers": "providers",
    "providerSignUps": "new-provider-sign-ups",
    "authorisations": "authorisations",
    "fees": "fees",
    "feeTotals": "fee-total",
    "mandates": "mandates",
    "groupContacts": "group-contacts",
    "courseChecks": "course-checks",
    "courses": "courses",
    "editions": "editions",
    "catalogueCourses": "catalogue-courses",
    "catalogueEditions": "catalogue-editions",
    "applications": "applications",
    "assessments": "assessments",
    "withdrawals": "withdrawals",
    "courseChanges": "course-changes",
    "interests": "interests",
    "providerBlocks": "provider-blocks",
    "attendanceBatches": "attendance-batches",
    "attendanceChecks": "attendance-checks",
    "attendanceChanges": "attendance-changes",
    "connections": "connections",
    "missingAttendances": "missing-attendances",
    "evaluationInvitations": "evaluation-invitations",
    "selfAssessments": "self-assessments",
    "feedbackRounds": "feedback-rounds",
    "competenceLinks": "competence-links",
    "incentiveMatches": "incentive-match",
    "notices": "notices",
    "inboxMessages": "inbox-messages",
    "undeliveredNotices": "undelivered-notices",
    "contactAddresses": "contact-addresses",
    "deadAddresses": "dead-addresses",
    "noticeKinds": "notice-kinds",
    "noticePreferences": "notice-preferences",
    "noticeProofDocuments": "notice-proof-documents",
    "noticeProofs": "notice-proofs",
    "noticeTexts": "notice-texts",
    "calendarFeeds": "calendar-feeds",
    "plannedEditions": "planned-editions",
    "machines": "machines",
    "webhookSubscriptions": "webhook-subscriptions",
    "jobRuns": "job-runs",
}


class Index(ScopedView):
    """The root of the API."""

    permissions = {"GET": None}

    @extend_schema(
        operation_id="index",
        responses={
            200: {
                "title": "Index",
                "type": "object",
                "example": {name: f"https://leerregister.example/api/v1/{at}" for name, at in COLLECTIONS.items()},
                "required": list(COLLECTIONS),
                "properties": {name: {"type": "string", "format": "uri"} for name in COLLECTIONS},
            }
        },
    )
    def get(self, request: Request) -> Response:
        """The collections by name, with their addresses."""
        absolute: Any = request.build_absolute_uri
        return Response({name: absolute(reverse(at)) for name, at in COLLECTIONS.items()})
