import type { RawMetric } from '../../../src/networks/kit/manifest.ts'
import type { Reply } from '../frame.ts'
import { type Call, ok, wrong } from './call.ts'

const longAgo = 90 * 86_400_000

/** Days are those of UTC, and none is older than ninety. */
function wrongDays({ state, request: { query } }: Call): Reply | null {
  if (!state.analytics) return wrong(403, 29, 'You are not permitted to access that resource.')
  const [start, end] = [query.get('start_date'), query.get('end_date')].map((one) =>
    Date.parse(`${one}T00:00:00Z`),
  )
  const today = Date.parse(`${state.at().toISOString().slice(0, 10)}T00:00:00Z`)
  if (start === undefined || end === undefined || Number.isNaN(start) || Number.isNaN(end))
    return wrong(400, 1, 'Invalid dates.')
  const fits = start >= today - longAgo && end >= start && end - start <= longAgo
  return fits ? null : wrong(400, 1, 'start_date cannot be more than 90 days back from today')
}

type Names = Readonly<Record<string, RawMetric>>

const pinMetrics: Names = {
  IMPRESSION: 'impressions',
  OUTBOUND_CLICK: 'clicks',
  SAVE: 'saves',
  TOTAL_REACTIONS: 'likes',
  TOTAL_COMMENTS: 'replies',
}

function summed(
  counts: Partial<Record<RawMetric, number | null>>,
  names: Names,
  asked: string | null,
): Record<string, number> | null {
  const told: Record<string, number> = {}
  for (const name of (asked ?? Object.keys(names).join()).split(',')) {
    const metric = names[name]
    if (!metric) return null
    const value = counts[metric]
    if (typeof value === 'number') told[name] = value
  }
  return told
}

const numbers = (summary: Record<string, number> | null): Reply =>
  summary
    ? ok({ all: { daily_metrics: [], summary_metrics: summary } })
    : wrong(400, 1, 'Invalid metric_types')

export function pinNumbers(call: Call): Reply {
  const { state, member, request, ids } = call
  const pin = state.pinOf(member, ids[0])
  if (!pin) return wrong(404, 50, 'Pin not found.')
  const film: Names = pin.shown.type === 'video' ? { VIDEO_MRC_VIEW: 'views' } : {}
  return (
    wrongDays(call) ??
    numbers(summed(pin.counts, { ...pinMetrics, ...film }, request.query.get('metric_types')))
  )
}

const accountMetrics: Names = { IMPRESSION: 'impressions', OUTBOUND_CLICK: 'clicks', SAVE: 'saves' }

export function accountNumbers(call: Call): Reply {
  const asked = call.request.query.get('metric_types')
  return wrongDays(call) ?? numbers(summed(call.member.counts, accountMetrics, asked))
}
