import { useState } from 'react'
import { z } from 'zod'
import {
  type Choice,
  Confidence,
  confidences,
  Dimension,
  dimensions,
  type Figure,
  FigureBody,
  isShare,
  Measure,
  measures,
  placeOf,
} from '../../../modules/plan/choice/contract.ts'
import { useWorkspace } from '../../api/me.ts'
import { useProblemWords } from '../../api/words.ts'
import { Alert } from '../../kit/alert.tsx'
import { Button } from '../../kit/button.tsx'
import { DateField } from '../../kit/datetime.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { Field } from '../../kit/field.tsx'
import { Input } from '../../kit/input.tsx'
import { Select } from '../../kit/select.tsx'
import { Switch } from '../../kit/switch.tsx'
import { useWords } from '../../kit/words.ts'
import { toCivil } from '../../kit/zone.ts'
import { useCountries } from './names.ts'
import { numberOf } from './number-of.ts'
import { useFigures, useSetFigure } from './use-choice.ts'
import { useKept } from './use-kept.ts'

const Typed = z.object({
  network: z.string(),
  country: z.string(),
  measure: Measure,
  dimension: Dimension,
  value: z.string(),
  number: z.string(),
  unknown: z.boolean(),
  source: z.string(),
  url: z.string(),
  knownOn: z.string(),
  confidence: Confidence,
})
type Typed = z.infer<typeof Typed>

const world = 'world'
const fixed: Partial<Record<Dimension, readonly string[]>> = {
  gender: ['female', 'male', 'other'],
  device: ['mobile', 'desktop', 'tablet'],
}

type Props = { choice: Choice; figure: Figure | null; network: string | undefined; onClose: () => void }

/** A figure that the workspace knows better, with where it comes from. */
export function FigureForm({ choice, figure, network, onClose }: Props) {
  const t = useWords('choice')
  const { timeZone, weekStartsOn } = useWorkspace()
  const { all } = useCountries()
  const start: Typed = figure
    ? typedOf(figure)
    : {
        ...{
          network: network ?? choice.networks[0]?.network ?? '',
          country: '',
          measure: 'use',
          dimension: 'age',
        },
        ...{ value: '', number: '', unknown: false, source: '', url: '', confidence: 'medium' },
        knownOn: toCivil(new Date(), timeZone).slice(0, 10),
      }
  const [typed, set, forget] = useKept(`figure ${figure ? placeOf(figure) : 'new'}`, Typed, start)
  const change = (more: Partial<Typed>) => set({ ...typed, ...more })
  const body = bodyOf(typed)
  const known = useFigures(typed.network).data?.items
  const before = body && known?.find((one) => placeOf(one) === placeOf(body))
  const close = () => {
    forget()
    onClose()
  }
  const words = useProblemWords()
  const [problem, setProblem] = useState<string | null>(null)
  const save = useSetFigure(before ?? undefined, close, (refused) => setProblem(words(refused)))
  const share = isShare(typed.measure)
  const wrong = faultsOf(typed)
  const touched = typed.number !== '' || typed.value !== ''
  return (
    <Dialog
      wide
      open
      onClose={close}
      title={t(figure ? 'figures.changeTitle' : 'figures.add')}
      help={t('figures.formHelp')}
      actions={
        <>
          <Button onClick={close}>{t('cancel')}</Button>
          <Button
            look="primary"
            busy={save.isPending}
            disabled={!body}
            onClick={() => body && save.mutate(body)}
          >
            {t('save')}
          </Button>
        </>
      }
    >
      {problem && (
        <Alert tone="bad" className="mb-4">
          {problem}
        </Alert>
      )}
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label={t('figures.network')}>
          <Select
            disabled={figure !== null}
            value={typed.network}
            onChange={(next) => change({ network: next })}
            choices={choice.networks.map((one) => ({ value: one.network, label: one.name }))}
          />
        </Field>
        <Field label={t('figures.country')}>
          <Select
            disabled={figure !== null}
            value={typed.country || world}
            onChange={(next) => change({ country: next === world ? '' : next })}
            choices={[
              { value: world, label: t('world') },
              ...all.map(({ code, name }) => ({ value: code, label: name })),
            ]}
          />
        </Field>
        <Field label={t('figures.measure')} className="sm:col-span-2">
          <Select
            disabled={figure !== null}
            value={typed.measure}
            onChange={(next) => change({ measure: next })}
            choices={measures.map((value) => ({ value, label: t(`measures.${value}`) }))}
          />
        </Field>
        <Field label={t('figures.dimension')}>
          <Select
            disabled={figure !== null}
            value={typed.dimension}
            onChange={(next) => change({ dimension: next, value: fixed[next]?.[0] ?? '' })}
            choices={dimensions.map((value) => ({ value, label: t(`dimensions.${value}`) }))}
          />
        </Field>
        {typed.dimension !== 'all' && (
          <GroupField typed={typed} locked={figure !== null} onChange={(value) => change({ value })} />
        )}
        <Field
          label={t(share ? 'figures.percent' : 'figures.minutes')}
          error={
            touched && wrong.number ? t(share ? 'figures.wrongShare' : 'figures.wrongMinutes') : undefined
          }
        >
          <Input
            inputMode="decimal"
            disabled={typed.unknown}
            value={typed.number}
            onChange={(event) => change({ number: event.target.value })}
          />
        </Field>
        <Switch
          className="sm:self-end sm:pb-2"
          checked={typed.unknown}
          onChange={(unknown) => change({ unknown })}
          label={t('figures.unknown')}
          help={t('figures.unknownHelp')}
        />
        <Field label={t('figures.source')} help={t('figures.sourceHelp')} className="sm:col-span-2">
          <Input
            maxLength={300}
            value={typed.source}
            onChange={(event) => change({ source: event.target.value })}
          />
        </Field>
        <Field
          label={t('figures.url')}
          optional
          error={wrong.url ? t('figures.wrongUrl') : undefined}
          className="sm:col-span-2"
        >
          <Input
            type="url"
            maxLength={2000}
            value={typed.url}
            onChange={(event) => change({ url: event.target.value })}
          />
        </Field>
        <Field label={t('figures.day')}>
          <DateField
            value={typed.knownOn}
            onChange={(knownOn) => change({ knownOn })}
            zone={timeZone}
            weekStartsOn={weekStartsOn}
          />
        </Field>
        <Field label={t('figures.confidence')}>
          <Select
            value={typed.confidence}
            onChange={(next) => change({ confidence: next })}
            choices={confidences.map((value) => ({ value, label: t(`confidence.${value}`) }))}
          />
        </Field>
      </div>
    </Dialog>
  )
}

type GroupProps = { typed: Typed; locked: boolean; onChange: (value: string) => void }

function GroupField({ typed: { dimension, value }, locked, onChange }: GroupProps) {
  const t = useWords('choice')
  const { all } = useCountries()
  const said = fixed[dimension]
  const choices =
    dimension === 'country'
      ? all.map(({ code, name }) => ({ value: code, label: name }))
      : said?.map((one) => ({ value: one, label: t(`groups.${one as 'female'}`) }))
  return (
    <Field
      label={t('figures.group')}
      help={
        dimension === 'age'
          ? t('figures.agesHelp')
          : dimension === 'language'
            ? t('figures.languageHelp')
            : undefined
      }
    >
      {choices ? (
        <Select disabled={locked} value={value} onChange={onChange} choices={choices} />
      ) : (
        <Input
          disabled={locked}
          maxLength={40}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  )
}

const typedOf = (figure: Figure): Typed => {
  const { network, country, measure, dimension, value, number, source, url, knownOn, confidence } = figure
  const percent = number === null ? '' : String(isShare(measure) ? Math.round(number * 1e6) / 1e4 : number)
  return {
    ...{ network, country, measure, dimension, value, number: percent, unknown: number === null },
    ...{ source, url: url ?? '', knownOn, confidence },
  }
}

const readNumber = ({ measure, number }: Typed): number | null => {
  const read = numberOf(number, 0, isShare(measure) ? 100 : 1440)
  return read !== null && isShare(measure) ? Math.round(read * 1e8) / 1e10 : read
}

function bodyOf(typed: Typed): FigureBody | null {
  const number = typed.unknown ? null : readNumber(typed)
  if (!typed.unknown && number === null) return null
  const { unknown: _unknown, url, ...rest } = typed
  const value = typed.dimension === 'language' ? typed.value.trim().toLowerCase() : typed.value.trim()
  return FigureBody.safeParse({ ...rest, value, number, url: url.trim() || null }).data ?? null
}

const faultsOf = (typed: Typed): { number: boolean; url: boolean } => ({
  number: !typed.unknown && readNumber(typed) === null,
  url: typed.url.trim() !== '' && !FigureBody.shape.url.safeParse(typed.url.trim()).success,
})
