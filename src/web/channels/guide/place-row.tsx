import { ArrowDown, Check } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Enter, Option, Place, Row } from '../../../networks/kit/guide.ts'
import { fieldPlaces, useNetworkWords } from '../../api/network-words.ts'
import { cx } from '../../kit/class.ts'
import { useWords } from '../../kit/words.ts'
import { CopyValue } from './copy-value.tsx'
import { Name } from './name.tsx'
import { type Sight, useGuideWords } from './use-guide.ts'

type Of<Did extends Row['do']> = Extract<Row, { do: Did }>
type Props = { row: Row; number: number; kind: Place['kind']; sight: Sight }

/** One thing to do on a page, with its number. */
export function PlaceRow({ row, number, kind, sight }: Props) {
  const t = useWords('guides')
  const talk = kind === 'talk'
  const own = talk && row.do === 'send'
  return (
    <li className={cx('flex items-start gap-2.5', own && 'flex-row-reverse')}>
      <span
        aria-hidden
        className="flex size-5 shrink-0 items-center justify-center rounded-full bg-accent-solid text-xs font-semibold text-on-accent figures"
      >
        {number}
      </span>
      <div
        className={cx(
          'flex min-w-0 flex-col gap-1',
          talk ? 'max-w-[85%] rounded-lg px-3 py-2' : 'flex-1',
          talk && (own ? 'bg-accent-soft' : 'bg-sunken'),
        )}
      >
        <p className="text-xs text-muted">{t(`do.${row.do === 'switch' ? row.to : row.do}`)}</p>
        <Done row={row} sight={sight} />
      </div>
    </li>
  )
}

function Done({ row, sight }: Pick<Props, 'row' | 'sight'>): ReactNode {
  switch (row.do) {
    case 'fill':
      return (
        <>
          <Name label={row.at} sight={sight} strong />
          <Entered value={row.with} sight={sight} />
        </>
      )
    case 'send':
      return <Entered value={row.with} sight={sight} />
    case 'read':
      return <Name label={row.at} sight={sight} />
    case 'choose':
      return <Chosen row={row} sight={sight} />
    case 'switch':
      return (
        <span className="flex items-center gap-2.5">
          <Knob on={row.to === 'on'} />
          <Name label={row.at} sight={sight} strong />
        </span>
      )
    case 'press':
      return (
        <span className="w-fit max-w-full rounded-md border border-edge bg-ground px-3 py-1 font-medium">
          <Name label={row.at} sight={sight} />
        </span>
      )
    case 'copy':
      return <Taken row={row} sight={sight} />
  }
}

const Knob = ({ on }: { on: boolean }) => (
  <span
    aria-hidden
    className={cx(
      'flex h-4 w-7 shrink-0 items-center rounded-full p-0.5',
      on ? 'justify-end bg-accent-solid' : 'bg-edge',
    )}
  >
    <span className="size-3 rounded-full bg-white" />
  </span>
)

/** What stands in a field of theirs: a value to copy, or what one writes oneself. */
function Entered({ value, sight }: { value: Enter; sight: Sight }) {
  const t = useWords('guides')
  const say = useGuideWords(sight.network.id)
  const text =
    typeof value === 'object'
      ? 'text' in value
        ? value.text
        : undefined
      : sight.values[value as keyof Sight['values']]
  if (text !== undefined) return <CopyValue value={text} />
  return (
    <span className="rounded-md border border-dashed border-edge bg-ground px-2.5 py-1 text-muted italic">
      {typeof value === 'object' ? 'words' in value && say(value.words) : t(`enter.${value}`)}
    </span>
  )
}

function Chosen({ row, sight }: { row: Of<'choose'>; sight: Sight }) {
  const t = useWords('guides')
  const options: readonly (Option & { optional?: true })[] =
    row.among === 'scopes'
      ? (sight.network.app?.scopes ?? []).map(({ scope, optional }) => ({
          name: scope,
          chosen: true,
          ...(optional && { optional }),
        }))
      : row.among
  const many = row.many || row.among === 'scopes'
  return (
    <>
      <Name label={row.at} sight={sight} strong />
      <ul className="flex flex-col gap-1">
        {options.map(({ name, chosen, optional }) => (
          <li key={JSON.stringify(name)} className={cx('flex items-start gap-2', !chosen && 'text-muted')}>
            <span
              aria-hidden
              className={cx(
                'mt-0.5 flex size-4 shrink-0 items-center justify-center border',
                many ? 'rounded-sm' : 'rounded-full',
                chosen ? 'border-accent-solid bg-accent-solid text-on-accent' : 'border-edge bg-ground',
              )}
            >
              {chosen && <Check className="size-3" strokeWidth={3} />}
            </span>
            <span className="min-w-0">
              <span className={cx(row.among === 'scopes' && 'font-mono text-xs wrap-anywhere')}>
                <Name label={name} sight={sight} />
              </span>
              {optional && <span className="text-xs text-muted"> {t('optional')}</span>}
            </span>
            <span className="sr-only">{t(chosen ? 'chosen' : 'notChosen')}</span>
          </li>
        ))}
      </ul>
    </>
  )
}

/** A value of theirs, and the field of ours that it goes to: a press leads there. */
function Taken({ row, sight }: { row: Of<'copy'>; sight: Sight }) {
  const t = useWords('guides')
  const say = useNetworkWords()
  const field = sight.fields.find(({ name }) => name === row.to)
  const label = field
    ? say(sight.network.id, field.label, ...fieldPlaces(sight.form, field.name, 'label'))
    : row.to
  return (
    <>
      <Name label={row.at} sight={sight} strong />
      <span className="flex flex-wrap items-center gap-2">
        <span
          aria-hidden
          className="min-w-fit flex-1 whitespace-nowrap rounded-md border border-edge bg-ground px-2.5 py-1 font-mono text-xs text-faint"
        >
          ••••••••
        </span>
        <button
          type="button"
          onClick={({ currentTarget }) => leadTo(currentTarget, row.to)}
          className="flex min-h-(--control-small) items-center gap-1.5 rounded-md bg-accent-soft px-2.5 py-1 text-left text-xs font-medium text-accent hover:underline"
        >
          <ArrowDown aria-hidden className="size-4 shrink-0" />
          {t('to', { field: label })}
        </button>
      </span>
    </>
  )
}

/** The field lies in the same form or in the one below; where it is folded away, it is unfolded. */
function leadTo(from: Element, name: string): void {
  const around = from.closest('[role=dialog], main') ?? document.body
  const field = around.querySelector<HTMLElement>(`[name="${CSS.escape(name)}"]`)
  const fold = field?.closest('details')
  if (fold) fold.open = true
  field?.scrollIntoView({ block: 'center' })
  field?.focus()
}
