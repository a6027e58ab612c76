/** How settings are read from the environment, whose values are all text. What is wrong is said as "has to be …". */
import { z } from 'zod'

export const whole = (least: number, most: number) => {
  const expected = `a whole number from ${least} to ${most}`
  return z.coerce.number(expected).int(expected).min(least, expected).max(most, expected)
}
/** A log that is shorter than a month is gone before anybody looks into it. */
export const daysToKeep = whole(0, 36_500).refine(
  (days) => days === 0 || days >= 30,
  'at least 30, or 0 for ever',
)
export const maybeUrl = (...schemes: string[]) => {
  const expected = `an address that begins with ${schemes.map((scheme) => `${scheme}://`).join(' or ')}, or nothing`
  const address = z.url({ protocol: new RegExp(`^(${schemes.join('|')})$`), error: expected })
  return z.string().transform((text, ctx) => {
    if (text === '' || address.safeParse(text).success) return text || null
    ctx.addIssue(expected)
    return z.NEVER
  })
}

export const samplers = ['', 'parentbased_'].flatMap((base) =>
  ['always_on', 'always_off', 'traceidratio'].map((name) => base + name),
)
export const maybeText = z.string().transform((text) => text || null)
export const yesOrNo = z.enum(['yes', 'no'], 'yes or no').transform((word) => word === 'yes')
/** As the part of a key before the last slash. */
export const keyFolder = z.string().transform((text) => text.replace(/^\/+|\/+$/g, '').replace(/.$/, '$&/'))

export const maybePort = z.string().transform((text, ctx) => {
  if (text === '') return null
  const port = whole(0, 65535).safeParse(text)
  if (port.success) return port.data
  ctx.addIssue('a whole number from 0 to 65535, or nothing')
  return z.NEVER
})

/** `03:30`. In UTC no night has two of them and none has none. */
export const timeOfDay = z.string().transform((text, ctx) => {
  if (text === '') return null
  const [, hour, minute] = /^([01]?\d|2[0-3]):([0-5]\d)$/.exec(text) ?? []
  if (hour && minute) return { hour: Number(hour), minute: Number(minute) }
  ctx.addIssue('a time of day such as 03:30, or nothing')
  return z.NEVER
})
/** `7d 4w 12m`, any of them left out. */
export const spans = z.string().transform((text, ctx) => {
  const count = (unit: string) => Number(new RegExp(`(?:^| )(\\d{1,4})${unit}(?: |$)`).exec(text)?.[1] ?? 0)
  const keep = { days: count('d'), weeks: count('w'), months: count('m') }
  const shape = /^\d{1,4}([dwm])(?: +\d{1,4}(?!\1)([dwm]))?(?: +\d{1,4}(?!\1|\2)[dwm])?$/
  if (shape.test(text.trim()) && keep.days + keep.weeks + keep.months > 0) return keep
  ctx.addIssue('days, weeks and months such as 7d 4w 12m, each once at most and not all 0')
  return z.NEVER
})

export const orNothing = z.string().transform((text) => text.trim() || null)

/** Without the @ that some write before them. */
export const mailDomains = z.string().transform((list, ctx) => {
  const domains = list
    .toLowerCase()
    .split(',')
    .map((domain) => domain.trim().replace(/^@/, ''))
    .filter(Boolean)
  if (domains.every((domain) => /^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(domain))) return domains
  ctx.addIssue('mail domains with commas, such as example.com,example.org, or nothing')
  return z.NEVER
})
