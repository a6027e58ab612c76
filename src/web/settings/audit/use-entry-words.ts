import type { AuditChange, AuditRow } from '../../../modules/people/audit/contract.ts'
import { useChannels } from '../../api/channels.ts'
import { useFormats } from '../../kit/format.ts'
import { plainName, useWords } from '../../kit/words.ts'

type Lookup = { (key: string): string; has(key: string): boolean }

/** `dueAt`, `role_changed` as words, where nobody has written better ones. */
const spell = (name: string): string =>
  name
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replaceAll(/[._]/g, ' ')
    .toLowerCase()

/** What was done: in the person's language, or from its name when it is newer than our words. */
export function useActionWords(): (action: string) => string {
  const t = useWords('audit')
  const known = t as unknown as Lookup
  return (action) => {
    const key = `actions.${plainName(action)}`
    if (known.has(key)) return known(key)
    const [subject = '', ...what] = action.split('.')
    return t('unknownAction', { subject: spell(subject), what: spell(what.join(' ')) })
  }
}

export function useActorWords(): (actor: AuditRow['actor']) => string {
  const t = useWords('audit')
  return ({ kind, id, name }) => {
    if (id?.startsWith('former:')) return t('former')
    if (kind === 'system') return t('program')
    return kind === 'key' ? t('byKey', { name }) : name
  }
}

/** The way to a value: `settings.visibility` is "Settings · Visibility", `2.dueAt` is "2 · Due". */
export function useFieldWords(): (field: string) => string {
  const t = useWords('audit') as unknown as Lookup
  return (field) =>
    field
      .split('.')
      .map((name) => (t.has(`fields.${name}`) ? t(`fields.${name}`) : spell(name)))
      .join(' · ')
}

const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** A value as people read it: roles and states by their names, channels by their accounts, instants in the workspace's zone. */
export function useValueWords(): (field: string, value: AuditChange['before']) => string {
  const t = useWords('audit')
  const kit = useWords('kit') as unknown as Lookup
  const people = useWords('people') as unknown as Lookup
  const formats = useFormats()
  const channels = useChannels()
  const wordOf = (name: string, value: string): string => {
    if ((name === 'role' || name === 'formerOwner') && people.has(`roles.${value}.name`))
      return people(`roles.${value}.name`)
    if ((name === 'state' || name === 'stage') && kit.has(`states.${value}`)) return kit(`states.${value}`)
    if (instant.test(value)) return formats.moment(value)
    return uuid.test(value) ? (channels?.get(value)?.handle ?? value.slice(0, 8)) : value
  }
  return (field, value) => {
    if (value === null || value === undefined || value === '') return t('nothing')
    if (typeof value === 'boolean') return value ? t('yes') : t('no')
    if (typeof value === 'number') return formats.number(value)
    const name = field.split('.').at(-1) ?? ''
    return name === 'channels'
      ? value
          .split(', ')
          .map((id) => wordOf(name, id))
          .join(', ')
      : wordOf(name, value)
  }
}
