import { type Route, route } from '../../../app/route.ts'
import { Consent, ConsentId, ConsentKey, ConsentPage, ConsentQuery, SharedConsent } from './contract.ts'
import { listConsents, openConsent, type WhenWithdrawn, withdrawByLink, withdrawByStaff } from './service.ts'

const manage = { may: 'plan.manage', tag: 'consents' } as const
const outside = { may: 'anyone', tag: 'consents' } as const

export const consentRoutes = (whenWithdrawn: WhenWithdrawn): Route[] => [
  route(
    'GET /consents',
    {
      ...manage,
      summary: 'What people who are no members agreed to',
      query: ConsentQuery,
      answer: ConsentPage,
    },
    ({ ctx, actor, query }) => listConsents(ctx, actor, query),
  ),
  route(
    'POST /consents/:id/withdraw',
    {
      ...manage,
      summary: 'Write down that somebody took a consent back',
      params: ConsentId,
      answer: Consent,
    },
    ({ ctx, actor, params }) => withdrawByStaff(ctx, actor, params.id, whenWithdrawn),
  ),
  route(
    'POST /shared-consent',
    { ...outside, summary: 'What a link for withdrawal is about', body: ConsentKey, answer: SharedConsent },
    ({ ctx, body, request }) => openConsent(ctx, body, request.ip),
  ),
  route(
    'POST /shared-consent/withdraw',
    { ...outside, summary: 'Take a consent back with its link', body: ConsentKey, answer: SharedConsent },
    ({ ctx, body, request }) =>
      withdrawByLink(ctx, body, { ip: request.ip, requestId: request.id }, whenWithdrawn),
  ),
]
