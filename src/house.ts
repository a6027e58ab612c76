/** Every room's door: what is served, and who answers which job. A new feature adds its line here. */
import type { Context } from './app/context.ts'
import { edgeHandlers, sealedAnswers } from './app/edge/index.ts'
import type { JobHandler } from './app/handler.ts'
import type { Route } from './app/route.ts'
import type { SealedPlace } from './app/sealed.ts'
import {
  accountFor,
  accountHandlers,
  accountRoutes,
  reportFailure,
  sealedApps,
  sealedCredentials,
  sealedShelves,
} from './modules/channels/accounts/index.ts'
import { appRoutes, sealedOwnApps } from './modules/channels/apps/index.ts'
import { feedHandlers, feedRoutes } from './modules/channels/feeds/index.ts'
import { joinHandlers, joinRoutes, sealedAttempts } from './modules/channels/joining/index.ts'
import { removalHandlers, removalRoutes } from './modules/channels/removal/index.ts'
import { statusRoutes } from './modules/channels/status/index.ts'
import { sealedDoors, webhookHandlers, webhookRoutes } from './modules/channels/webhooks/index.ts'
import { approvalHandlers, approvalRoutes } from './modules/create/approval/index.ts'
import { approvalLinkHandlers, approvalLinkRoutes } from './modules/create/approval-links/index.ts'
import { assistantRoutes, sealedAssistants } from './modules/create/assistant/index.ts'
import { brandRoutes } from './modules/create/brand/index.ts'
import { calendarRoutes } from './modules/create/calendar/index.ts'
import { calendarBrandRoutes } from './modules/create/calendar-brands/index.ts'
import { calendarLinkHandlers, calendarLinkRoutes } from './modules/create/calendar-links/index.ts'
import { calendarMoveRoutes } from './modules/create/calendar-moves/index.ts'
import { calendarNoteRoutes } from './modules/create/calendar-notes/index.ts'
import { calendarPaperRoutes } from './modules/create/calendar-paper/index.ts'
import { campaignRoutes } from './modules/create/campaigns/index.ts'
import { cardRoutes } from './modules/create/cards/index.ts'
import { companyRoutes } from './modules/create/company/index.ts'
import { complianceHandlers, complianceRoutes } from './modules/create/compliance/index.ts'
import {
  contestHandlers,
  contestRoutes,
  endWithConsent,
  sealedSeeds,
} from './modules/create/contests/index.ts'
import { exportRoutes } from './modules/create/export/index.ts'
import { hashtagRoutes } from './modules/create/hashtags/index.ts'
import { importHandlers, importRoutes } from './modules/create/imports/index.ts'
import { influencerRoutes } from './modules/create/influencers/index.ts'
import { linkRoutes } from './modules/create/links/index.ts'
import { mediaHandlers, mediaRoutes, openMedia } from './modules/create/media/index.ts'
import { mentionRoutes } from './modules/create/mentions/index.ts'
import { pictureRoutes } from './modules/create/pictures/index.ts'
import { changePost, postHandlers, postRoutes, scheduleApproved } from './modules/create/posts/index.ts'
import { seriesHandlers, seriesRoutes } from './modules/create/series/index.ts'
import { slotRoutes } from './modules/create/slots/index.ts'
import { snippetRoutes } from './modules/create/snippets/index.ts'
import { sourceHandlers, sourceRoutes } from './modules/create/sources/index.ts'
import { taskHandlers, taskRoutes } from './modules/create/tasks/index.ts'
import { templateRoutes } from './modules/create/templates/index.ts'
import { versionRoutes } from './modules/create/versions/index.ts'
import { collectionHandlers, collectionRoutes } from './modules/measure/collection/index.ts'
import { historyHandlers } from './modules/measure/history/index.ts'
import { metricImportHandlers, metricImportRoutes } from './modules/measure/imports/index.ts'
import { metricRoutes } from './modules/measure/metrics/index.ts'
import { numberRoutes } from './modules/measure/numbers/index.ts'
import { auditHandlers, auditRoutes } from './modules/people/audit/index.ts'
import { closingHandlers, closingRoutes } from './modules/people/closing/index.ts'
import { consentHandlers, consentRoutes } from './modules/people/consents/index.ts'
import { erasureHandlers, erasureRoutes } from './modules/people/erasure/index.ts'
import { invitationHandlers, invitationRoutes } from './modules/people/invitations/index.ts'
import { keyRoutes } from './modules/people/keys/index.ts'
import { memberRoutes } from './modules/people/members/index.ts'
import { newPasswordHandlers, newPasswordRoutes } from './modules/people/new-password/index.ts'
import { oauthHandlers, oauthRoutes } from './modules/people/oauth/index.ts'
import { ownershipHandlers, ownershipRoutes } from './modules/people/ownership/index.ts'
import { passkeyRoutes } from './modules/people/passkeys/index.ts'
import { providerRoutes } from './modules/people/provider/index.ts'
import { sealedSteps, secondStepHandlers, secondStepRoutes } from './modules/people/second-step/index.ts'
import { secondStepRuleRoutes } from './modules/people/second-step-rule/index.ts'
import { sessionRoutes } from './modules/people/sessions/index.ts'
import { setupRoutes } from './modules/people/setup/index.ts'
import { signInHandlers, signInRoutes } from './modules/people/sign-in/index.ts'
import { wayHandlers } from './modules/people/ways/index.ts'
import { workspaceRoutes } from './modules/people/workspaces/index.ts'
import { adviceRoutes } from './modules/plan/advice/index.ts'
import { budgetRoutes } from './modules/plan/budget/index.ts'
import { calendarDayRoutes } from './modules/plan/calendar-days/index.ts'
import { channelPlanRoutes } from './modules/plan/channel-plans/index.ts'
import { choiceRoutes } from './modules/plan/choice/index.ts'
import { competitorHandlers, competitorRoutes } from './modules/plan/competitors/index.ts'
import { contentPlanRoutes } from './modules/plan/content-plan/index.ts'
import { contractorHandlers, contractorRoutes } from './modules/plan/contractors/index.ts'
import { goalRoutes } from './modules/plan/goals/index.ts'
import { manualRoutes } from './modules/plan/manual/index.ts'
import { mixRoutes } from './modules/plan/mix/index.ts'
import { personaRoutes } from './modules/plan/personas/index.ts'
import { pilotRoutes } from './modules/plan/pilots/index.ts'
import { planTemplateRoutes } from './modules/plan/plan-templates/index.ts'
import { plannedRoutes } from './modules/plan/planned-posts/index.ts'
import { presenceHandlers, presenceRoutes } from './modules/plan/presence/index.ts'
import { reviewHandlers, reviewRoutes } from './modules/plan/reviews/index.ts'
import { segmentRoutes } from './modules/plan/segments/index.ts'
import { smartRoutes } from './modules/plan/smart/index.ts'
import { strategyHandlers, strategyRoutes } from './modules/plan/strategy/index.ts'
import { teamRoutes } from './modules/plan/team/index.ts'
import { deliveryRoutes } from './modules/publish/deliveries/index.ts'
import {
  type Dispatcher,
  type Doors,
  dispatchHandlers,
  startDispatcher,
} from './modules/publish/dispatch/index.ts'
import { handoverHandlers, handoverRoutes } from './modules/publish/handovers/index.ts'
import { hookHandlers, hookRoutes, sealedHooks } from './modules/publish/hooks/index.ts'
import { notificationHandlers, notificationRoutes } from './modules/publish/notifications/index.ts'
import { publicationHandlers, publicationRoutes } from './modules/publish/publications/index.ts'
import { pushRoutes } from './modules/publish/push/index.ts'
import { keyHandlers } from './modules/running/keys/index.ts'
import { movingHandlers, movingRoutes } from './modules/running/moving/index.ts'
import { scheduleHandlers } from './modules/running/schedule/index.ts'

export const routes: readonly Route[] = [
  ...setupRoutes,
  ...signInRoutes,
  ...newPasswordRoutes,
  ...secondStepRoutes,
  ...secondStepRuleRoutes,
  ...providerRoutes,
  ...passkeyRoutes,
  ...sessionRoutes,
  ...workspaceRoutes,
  ...memberRoutes,
  ...ownershipRoutes,
  ...closingRoutes,
  ...erasureRoutes,
  ...invitationRoutes,
  ...keyRoutes,
  ...oauthRoutes,
  ...auditRoutes,
  ...accountRoutes,
  ...appRoutes,
  ...webhookRoutes,
  ...joinRoutes,
  ...statusRoutes,
  ...removalRoutes,
  ...feedRoutes,
  ...mediaRoutes,
  ...pictureRoutes,
  ...brandRoutes,
  ...postRoutes,
  ...approvalRoutes(scheduleApproved),
  ...approvalLinkRoutes(scheduleApproved),
  ...versionRoutes(changePost),
  ...companyRoutes,
  ...taskRoutes,
  ...importRoutes,
  ...exportRoutes,
  ...seriesRoutes,
  ...templateRoutes,
  ...sourceRoutes,
  ...campaignRoutes,
  ...influencerRoutes,
  ...contestRoutes,
  ...consentRoutes(endWithConsent),
  ...cardRoutes,
  ...mentionRoutes,
  ...hashtagRoutes,
  ...snippetRoutes,
  ...linkRoutes,
  ...assistantRoutes,
  ...complianceRoutes,
  ...slotRoutes,
  ...calendarRoutes,
  ...calendarBrandRoutes,
  ...calendarDayRoutes,
  ...calendarLinkRoutes,
  ...calendarMoveRoutes,
  ...calendarNoteRoutes,
  ...calendarPaperRoutes,
  ...metricRoutes,
  ...collectionRoutes,
  ...metricImportRoutes,
  ...numberRoutes,
  ...goalRoutes,
  ...strategyRoutes,
  ...reviewRoutes,
  ...personaRoutes,
  ...segmentRoutes,
  ...presenceRoutes,
  ...competitorRoutes,
  ...budgetRoutes,
  ...contractorRoutes,
  ...teamRoutes,
  ...mixRoutes,
  ...contentPlanRoutes,
  ...adviceRoutes,
  ...channelPlanRoutes,
  ...plannedRoutes,
  ...planTemplateRoutes,
  ...choiceRoutes,
  ...pilotRoutes,
  ...smartRoutes,
  ...manualRoutes,
  ...deliveryRoutes,
  ...handoverRoutes,
  ...publicationRoutes,
  ...notificationRoutes,
  ...pushRoutes,
  ...hookRoutes,
  ...movingRoutes,
]

/** What delivering asks of other rooms. */
const doors: Doors = { accountFor, openMedia, reportFailure }

/** Everything that is sealed, so that its key can be changed. */
export const sealedPlaces: readonly SealedPlace[] = [
  sealedCredentials,
  sealedApps,
  sealedShelves,
  sealedOwnApps,
  sealedDoors,
  sealedAttempts,
  sealedSteps,
  sealedHooks,
  sealedAssistants,
  sealedSeeds,
  sealedAnswers,
]

export const handlers: readonly JobHandler[] = [
  ...edgeHandlers,
  ...signInHandlers,
  ...wayHandlers,
  ...newPasswordHandlers,
  ...invitationHandlers,
  ...secondStepHandlers,
  ...erasureHandlers,
  ...oauthHandlers,
  ...ownershipHandlers,
  ...closingHandlers,
  ...auditHandlers,
  ...accountHandlers,
  ...joinHandlers,
  ...mediaHandlers,
  ...postHandlers,
  ...approvalHandlers,
  ...approvalLinkHandlers,
  ...taskHandlers,
  ...calendarLinkHandlers,
  ...consentHandlers,
  ...contestHandlers,
  ...complianceHandlers,
  ...importHandlers,
  ...seriesHandlers,
  ...sourceHandlers,
  ...removalHandlers,
  ...webhookHandlers,
  ...feedHandlers,
  ...collectionHandlers,
  ...historyHandlers,
  ...metricImportHandlers,
  ...strategyHandlers,
  ...reviewHandlers,
  ...presenceHandlers,
  ...competitorHandlers,
  ...contractorHandlers,
  ...publicationHandlers,
  ...dispatchHandlers(doors),
  ...notificationHandlers,
  ...handoverHandlers,
  ...hookHandlers,
  ...scheduleHandlers,
  ...movingHandlers,
  ...keyHandlers(sealedPlaces),
]

/** What a worker does besides jobs: it delivers. */
export const startWorker = (ctx: Context): Promise<Dispatcher> => startDispatcher(ctx, doors)
