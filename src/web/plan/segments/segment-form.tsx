import { X } from 'lucide-react'
import { Filter, genders, SegmentBody } from '../../../modules/plan/segments/contract.ts'
import { useChannels } from '../../api/channels.ts'
import { Alert } from '../../kit/alert.tsx'
import { Button } from '../../kit/button.tsx'
import { Field } from '../../kit/field.tsx'
import { Input, Textarea } from '../../kit/input.tsx'
import { NetworkMark } from '../../kit/network.tsx'
import { Card } from '../../kit/page.tsx'
import { Select } from '../../kit/select.tsx'
import { Checkbox } from '../../kit/switch.tsx'
import { useWords } from '../../kit/words.ts'
import { useCountries } from '../choice/names.ts'
import { KeptForm } from '../forms/kept-form.tsx'
import { useKeptForm } from '../forms/use-kept-form.ts'
import { useRested } from '../goals/use-rested.ts'
import { PeopleCard } from './people-card.tsx'
import { useLanguages } from './say.ts'
import { useCount } from './use-segments.ts'

/** As it is typed: an age may be half written. */
type Typed = { name: string; note: string; from: string; to: string; filter: Filter }
type Props = {
  start: SegmentBody
  keptAs: string
  submitWords: string
  onSubmit: (body: SegmentBody) => Promise<unknown>
  onCancel: () => void
}

const typedOf = ({ name, note, filter }: SegmentBody): Typed => ({
  ...{ name, note, filter },
  from: filter.ages ? String(filter.ages.from) : '',
  to: filter.ages ? String(filter.ages.to) : '',
})

const oldest = 120
/** One end alone means from there on, or up to there. */
function bodyOf({ name, note, from, to, filter }: Typed): unknown {
  const ages =
    from.trim() === '' && to.trim() === ''
      ? null
      : { from: from.trim() === '' ? 0 : Number(from), to: to.trim() === '' ? oldest : Number(to) }
  return { name, note, filter: { ...filter, ages } }
}

/** By what the audience is cut, with what it comes to beneath it. What is typed stays on the device until it is saved. */
export function SegmentForm({ start, keptAs, submitWords, onSubmit, onCancel }: Props) {
  const t = useWords('segments')
  const form = useKeptForm({
    ...{ start: typedOf(start), onSubmit },
    keptAs: `segment.${keptAs}`,
    read: (half: Typed) => SegmentBody.safeParse(bodyOf(half)),
  })
  const { typed, set, faults } = form
  const cut = (change: Partial<Filter>) => set({ filter: { ...typed.filter, ...change } })
  const wrongAges = faults.some((path) => path.startsWith('filter.ages'))
  return (
    <KeptForm
      form={form}
      onCancel={onCancel}
      words={{
        ...{ kept: t('keptWords'), beginAnew: t('discardKept') },
        ...{ cancel: t('cancel'), submit: submitWords },
      }}
    >
      <Card>
        <div className="flex flex-col gap-4">
          <Field label={t('name')} required error={faults.includes('name') ? t('nameMissing') : undefined}>
            <Input
              value={typed.name}
              maxLength={120}
              onChange={({ target }) => set({ name: target.value })}
            />
          </Field>
          <Field label={t('note')} optional>
            <Textarea
              rows={2}
              value={typed.note}
              maxLength={1000}
              onChange={({ target }) => set({ note: target.value })}
            />
          </Field>
        </div>
      </Card>
      <Card title={t('cutBy')} help={t('cutByHelp')}>
        <div className="flex flex-col gap-5">
          {faults.includes('filter') && <Alert tone="bad">{t('emptyFilter')}</Alert>}
          <div className="grid max-w-sm grid-cols-2 gap-3">
            <Field label={t('ageFrom')} error={wrongAges ? t('agesWrong') : undefined}>
              <Input
                inputMode="numeric"
                value={typed.from}
                maxLength={3}
                onChange={({ target }) => set({ from: target.value })}
              />
            </Field>
            <Field label={t('ageTo')}>
              <Input
                inputMode="numeric"
                value={typed.to}
                maxLength={3}
                onChange={({ target }) => set({ to: target.value })}
              />
            </Field>
          </div>
          <fieldset>
            <legend className="mb-1.5 text-sm font-medium">{t('cuts.gender')}</legend>
            <div className="flex flex-wrap gap-x-5 gap-y-2">
              {genders.map((one) => (
                <Checkbox
                  key={one}
                  label={t(`genders.${one}`)}
                  checked={typed.filter.genders.includes(one)}
                  onChange={(on) => cut({ genders: toggled(typed.filter.genders, one, on) })}
                  className="touch:min-h-11 touch:items-center"
                />
              ))}
            </div>
          </fieldset>
          <Places chosen={typed.filter.places} onChange={(places) => cut({ places })} />
          <Languages chosen={typed.filter.languages} onChange={(languages) => cut({ languages })} />
          <Channels chosen={typed.filter.channelIds} onChange={(channelIds) => cut({ channelIds })} />
        </div>
      </Card>
      <Counted typed={typed} />
    </KeptForm>
  )
}

const toggled = <T,>(list: readonly T[], one: T, on: boolean): T[] =>
  on ? [...list, one] : list.filter((other) => other !== one)

/** What it comes to while it is being written. */
function Counted({ typed }: { typed: Typed }) {
  const rested = useRested(typed)
  const read = Filter.safeParse((bodyOf(rested) as { filter: unknown }).filter)
  const count = useCount(read.data ?? Filter.parse({}))
  return count.data && read.success ? <PeopleCard people={count.data} /> : null
}

type PickProps = { chosen: readonly string[]; onChange: (codes: string[]) => void }

function Places(props: PickProps) {
  const t = useWords('segments')
  const { all, nameOf } = useCountries()
  return <Picked {...props} label={t('cuts.place')} add={t('addCountry')} all={all} nameOf={nameOf} />
}

function Languages(props: PickProps) {
  const t = useWords('segments')
  const { all, nameOf } = useLanguages()
  return <Picked {...props} label={t('cuts.language')} add={t('addLanguage')} all={all} nameOf={nameOf} />
}

type PickedProps = PickProps & {
  label: string
  add: string
  all: readonly { code: string; name: string }[]
  nameOf: (code: string) => string
}

function Picked({ label, add, all, nameOf, chosen, onChange }: PickedProps) {
  const t = useWords('segments')
  return (
    <div className="flex flex-col gap-2">
      <Field label={label} className="max-w-sm">
        <Select
          value={undefined}
          placeholder={add}
          disabled={chosen.length >= 40}
          onChange={(code) => onChange([...chosen, code])}
          choices={all
            .filter(({ code }) => !chosen.includes(code))
            .map(({ code, name }) => ({ value: code, label: name }))}
        />
      </Field>
      {chosen.length > 0 && (
        <ul className="flex flex-wrap gap-2">
          {chosen.map((code) => (
            <li key={code}>
              <Button
                size="small"
                onClick={() => onChange(chosen.filter((one) => one !== code))}
                aria-label={t('leaveOut', { name: nameOf(code) })}
              >
                {nameOf(code)}
                <X aria-hidden className="size-3.5" />
              </Button>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

function Channels({ chosen, onChange }: PickProps) {
  const t = useWords('segments')
  const channels = [...(useChannels()?.values() ?? [])].filter(({ state }) => state !== 'removed')
  if (channels.length === 0) return null
  return (
    <fieldset>
      <legend className="text-sm font-medium">{t('channels')}</legend>
      <p className="mb-1.5 text-sm text-muted">{t('channelsHelp')}</p>
      <div className="flex flex-wrap gap-x-5 gap-y-2">
        {channels.map(({ id, name, face }) => (
          <Checkbox
            key={id}
            label={
              <span className="flex items-center gap-1.5">
                <NetworkMark network={face} size="small" />
                {name}
              </span>
            }
            checked={chosen.includes(id)}
            onChange={(on) => onChange(toggled(chosen, id, on))}
            className="touch:min-h-11 touch:items-center"
          />
        ))}
      </div>
    </fieldset>
  )
}
