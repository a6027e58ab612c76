/** A rule as a form has it. What a form cannot say is kept as it is (`rest`). */
export type RuleForm = {
  freq: 'DAILY' | 'WEEKLY' | 'MONTHLY' | 'YEARLY' | 'SLOTS'
  interval: number
  /** 1 Monday … 7 Sunday. */
  days: number[]
  end: 'never' | 'count' | 'until'
  count: number
  until: string
  rest: string[]
}

const dayCodes: readonly string[] = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU']

export function readRule(rule: string | null): RuleForm {
  const form: RuleForm = {
    ...{ freq: 'SLOTS', interval: 1, days: [], end: 'never', count: 10, until: '', rest: [] },
  }
  for (const part of rule?.split(';') ?? []) {
    const [name = '', value = ''] = part.split('=')
    const days = value.split(',').map((code) => dayCodes.indexOf(code) + 1)
    if (name === 'FREQ') form.freq = value as RuleForm['freq']
    else if (name === 'INTERVAL') form.interval = Number(value) || 1
    else if (name === 'BYDAY' && days.every((day) => day > 0)) form.days = days
    else if (name === 'COUNT') Object.assign(form, { end: 'count', count: Number(value) || 1 })
    else if (name === 'UNTIL')
      Object.assign(form, {
        end: 'until',
        until: `${value.slice(0, 4)}-${value.slice(4, 6)}-${value.slice(6, 8)}`,
      })
    else form.rest.push(part)
  }
  return form
}

export function writeRule({ freq, interval, days, end, count, until, rest }: RuleForm): string | null {
  if (freq === 'SLOTS') return null
  const named = [...days].sort((a, b) => a - b).flatMap((day) => dayCodes[day - 1] ?? [])
  return [
    `FREQ=${freq}`,
    ...(interval > 1 ? [`INTERVAL=${interval}`] : []),
    ...(freq === 'WEEKLY' && named.length > 0 ? [`BYDAY=${named.join(',')}`] : []),
    ...(end === 'count' ? [`COUNT=${Math.max(1, count)}`] : []),
    ...(end === 'until' && until ? [`UNTIL=${until.replaceAll('-', '')}`] : []),
    ...rest,
  ].join(';')
}
