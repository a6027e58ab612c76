import type { Context } from '../../../app/context.ts'
import { probeMail } from '../../../platform/mail/index.ts'
import { about, type Finding } from './findings.ts'
import { clockFinding } from './store.ts'

const patienceMs = 10_000

/** Whether the mail server lets us in. No letter is sent. */
export async function checkMail(smtpUrl: string | null): Promise<Finding> {
  const says = about('mail')
  if (!smtpUrl) return says.ok('None is set (SMTP_URL); people are told in the app alone')
  try {
    await probeMail(smtpUrl)
    return says.ok('The mail server lets us in')
  } catch (error) {
    return says.wrong(`The mail server refuses us (${reasonOf(error)}). Check SMTP_URL.`)
  }
}

/** Another's clock, asked only when somebody names whose. */
export async function checkTime(fetch: Context['fetch'], url: string): Promise<Finding> {
  const says = about('time')
  try {
    const before = Date.now()
    const answer = await fetch(url, { method: 'HEAD', signal: AbortSignal.timeout(patienceMs) })
    const after = Date.now()
    const date = Date.parse(answer.headers.get('date') ?? '')
    if (Number.isNaN(date)) return says.look(`${url} does not say what time it is.`)
    // The header holds whole seconds; on average it is half a second behind.
    const ms = date + 500 - (before + after) / 2
    return clockFinding('time', Math.abs(ms) < 1000 ? 0 : ms, `that of ${new URL(url).host}`)
  } catch (error) {
    return says.look(`${url} did not answer (${reasonOf(error)}).`)
  }
}

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))
