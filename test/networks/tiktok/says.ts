import type { Reply } from '../frame.ts'

const log_id = '202611300749248442CB9319E1FB30C1073F3'

export const fine = (data: unknown): Reply => ({
  status: 200,
  body: { data, error: { code: 'ok', message: '', log_id } },
})

/** TikTok's own numbers of its refusals; what is not here is 400. */
const statuses: Record<string, number> = {
  access_token_invalid: 401,
  scope_not_authorized: 401,
  spam_risk_too_many_posts: 403,
  spam_risk_too_many_pending_share: 403,
  spam_risk_user_banned_from_posting: 403,
  reached_active_user_cap: 403,
  unaudited_client_can_only_post_to_private_accounts: 403,
  url_ownership_unverified: 403,
  privacy_level_option_mismatch: 403,
  rate_limit_exceeded: 429,
  internal_error: 500,
}

export const refused = (code: string, status = statuses[code] ?? 400, message = code): Reply => ({
  status,
  body: { data: {}, error: { code, message, log_id } },
})

/** The question what an account may do is answered with 200 also where the answer is no. */
export const refusedFinely = (code: string): Reply => ({
  status: 200,
  body: { error: { code, message: code, log_id } },
})

export const oauthError = (error: string, status = 400): Reply => ({
  status,
  body: { error, error_description: `The ${error} of it`, log_id },
})
