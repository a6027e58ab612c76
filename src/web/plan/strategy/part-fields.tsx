import type { ReactNode } from 'react'
import type {
  SpokenTo,
  Strategy,
  StrategyPart,
  SuccessGoal,
} from '../../../modules/plan/strategy/contract.ts'
import { Every } from '../../../modules/plan/strategy/contract.ts'
import { useWorkspace } from '../../api/me.ts'
import { useFieldWords } from '../../api/words.ts'
import { Button } from '../../kit/button.tsx'
import { DateField } from '../../kit/datetime.tsx'
import { Field } from '../../kit/field.tsx'
import { Input, Textarea } from '../../kit/input.tsx'
import { Select } from '../../kit/select.tsx'
import { useWords } from '../../kit/words.ts'
import { GoalsField } from './goals-field.tsx'
import { Lines } from './lines.tsx'
import { ObjectiveField } from './objective-field.tsx'
import { useSaid } from './part-names.ts'
import { PersonasField } from './personas-field.tsx'
import type { Drafting } from './use-draft.ts'

type Props = {
  part: StrategyPart
  drafting: Drafting
  goals: readonly SuccessGoal[]
  personas: readonly SpokenTo[]
}

/** What is written in each part. */
export function PartFields({ part, drafting, goals, personas }: Props): ReactNode {
  const fields: { [P in StrategyPart]: () => ReactNode } = {
    team: () => <Team drafting={drafting} />,
    objective: () => (
      <>
        <ObjectiveField
          value={drafting.values.objective.objective}
          onChange={(objective) => drafting.set('objective', { objective })}
        />
        <Words part="objective" fields={['why']} drafting={drafting} />
      </>
    ),
    listening: () => (
      <>
        <Words part="listening" fields={['ours', 'field', 'asked']} drafting={drafting} />
        <DayOf part="listening" field="lookedOn" drafting={drafting} />
      </>
    ),
    audience: () => (
      <>
        <PersonasField
          value={drafting.values.audience.personaIds}
          known={personas}
          onChange={(personaIds) => drafting.set('audience', { personaIds })}
        />
        <Words part="audience" fields={['whom', 'need', 'where', 'notFor']} drafting={drafting} />
      </>
    ),
    metrics: () => (
      <>
        <GoalsField
          value={drafting.values.metrics.goalIds}
          known={goals}
          onChange={(goalIds) => drafting.set('metrics', { goalIds })}
        />
        <Words part="metrics" fields={['words']} drafting={drafting} />
      </>
    ),
    positioning: () => <Positioning drafting={drafting} />,
    channels: () => <ChannelWords drafting={drafting} />,
    rhythm: () => <Rhythm drafting={drafting} />,
  }
  return fields[part]()
}

type Texts<P extends StrategyPart> = {
  [F in keyof Strategy[P] & string]: Strategy[P][F] extends string ? F : never
}[keyof Strategy[P] & string]

type WordsProps<P extends StrategyPart> = { part: P; fields: readonly Texts<P>[]; drafting: Drafting }

/** Paragraphs, each under its question. */
function Words<P extends StrategyPart>({ part, fields, drafting }: WordsProps<P>) {
  const said = useSaid()
  const fault = useFault(drafting)
  return fields.map((field) => (
    <Field key={field} label={said.field(part, field)} error={fault(`${part}.${field}`, 'too_long')}>
      <Textarea
        value={String(drafting.values[part][field])}
        onChange={({ target }) =>
          drafting.set(part, { [field]: target.value } as unknown as Partial<Strategy[P]>)
        }
      />
    </Field>
  ))
}

/** The sentence for a field that could not be sent. */
export function useFault({ faults }: Drafting): (path: string, code: string) => string | undefined {
  const words = useFieldWords()
  return (path, code) => (faults.includes(path) ? words({ code, detail: '' }) : undefined)
}

type DayProps = { drafting: Drafting } & (
  | { part: 'listening'; field: 'lookedOn' }
  | { part: 'rhythm'; field: 'next' }
)

function DayOf({ part, field, drafting }: DayProps) {
  const t = useWords('strategy')
  const said = useSaid()
  const { timeZone, weekStartsOn } = useWorkspace()
  const value = part === 'listening' ? drafting.values.listening.lookedOn : drafting.values.rhythm.next
  const set = (day: string | null) =>
    part === 'listening' ? drafting.set(part, { lookedOn: day }) : drafting.set(part, { next: day })
  const label = said.field(part, field)
  return (
    <div className="flex items-end gap-2">
      <Field label={label} className="w-full max-w-xs">
        <DateField
          label={label}
          value={value ?? ''}
          onChange={set}
          zone={timeZone}
          weekStartsOn={weekStartsOn}
        />
      </Field>
      {value && (
        <Button look="quiet" onClick={() => set(null)}>
          {t('clearDay')}
        </Button>
      )}
    </div>
  )
}

function Team({ drafting }: { drafting: Drafting }) {
  const t = useWords('strategy')
  const fault = useFault(drafting)
  const { people } = drafting.values.team
  return (
    <>
      <Lines
        legend={t('fields.team.people')}
        lines={people}
        empty={{ name: '', does: '' }}
        most={30}
        add={t('fields.team.add')}
        remove={({ name }) => t('fields.team.remove', { name: name || t('fields.team.nameless') })}
        onChange={(next) => drafting.set('team', { people: next })}
      >
        {({ name, does }, place, change) => (
          <>
            <Field
              hideLabel
              label={t('fields.team.name')}
              error={fault(`team.people.${place}.name`, 'required')}
              className="min-w-0 flex-1 basis-40"
            >
              <Input
                placeholder={t('fields.team.name')}
                maxLength={120}
                value={name}
                onChange={({ target }) => change({ name: target.value })}
              />
            </Field>
            <Field hideLabel label={t('fields.team.does')} className="min-w-0 flex-2 basis-56">
              <Input
                placeholder={t('fields.team.does')}
                maxLength={300}
                value={does}
                onChange={({ target }) => change({ does: target.value })}
              />
            </Field>
          </>
        )}
      </Lines>
      <Words part="team" fields={['words']} drafting={drafting} />
    </>
  )
}

function Positioning({ drafting }: { drafting: Drafting }) {
  const t = useWords('strategy')
  return (
    <>
      <Field label={t('fields.positioning.oneThing')} help={t('fields.positioning.oneThingHelp')}>
        <Textarea
          rows={2}
          maxLength={300}
          className="min-h-16 text-lg font-medium"
          value={drafting.values.positioning.oneThing}
          onChange={({ target }) => drafting.set('positioning', { oneThing: target.value })}
        />
      </Field>
      <Words part="positioning" fields={['voice', 'human', 'never']} drafting={drafting} />
    </>
  )
}

function ChannelWords({ drafting }: { drafting: Drafting }) {
  const t = useWords('strategy')
  const fault = useFault(drafting)
  const { links } = drafting.values.channels
  return (
    <>
      <Words part="channels" fields={['words']} drafting={drafting} />
      <Lines
        legend={t('fields.channels.links')}
        lines={links}
        empty={{ label: '', url: '' }}
        most={20}
        add={t('fields.channels.add')}
        remove={({ label, url }) =>
          t('fields.channels.remove', { name: label || url || t('fields.channels.nameless') })
        }
        onChange={(next) => drafting.set('channels', { links: next })}
      >
        {({ label, url }, place, change) => (
          <>
            <Field hideLabel label={t('fields.channels.label')} className="min-w-0 flex-1 basis-40">
              <Input
                placeholder={t('fields.channels.label')}
                maxLength={200}
                value={label}
                onChange={({ target }) => change({ label: target.value })}
              />
            </Field>
            <Field
              hideLabel
              label={t('fields.channels.url')}
              error={fault(`channels.links.${place}.url`, 'not_url')}
              className="min-w-0 flex-2 basis-56"
            >
              <Input
                type="url"
                inputMode="url"
                placeholder="https://"
                maxLength={2000}
                value={url}
                onChange={({ target }) => change({ url: target.value.trim() })}
              />
            </Field>
          </>
        )}
      </Lines>
    </>
  )
}

function Rhythm({ drafting }: { drafting: Drafting }) {
  const t = useWords('strategy')
  const { every } = drafting.values.rhythm
  return (
    <>
      <Field label={t('fields.rhythm.every')} className="max-w-xs">
        <Select
          value={every ?? 'none'}
          onChange={(next) => drafting.set('rhythm', { every: next === 'none' ? null : next })}
          choices={(['none', ...Every.options] as const).map((value) => ({
            value,
            label: t(`every.${value}`),
          }))}
        />
      </Field>
      <DayOf part="rhythm" field="next" drafting={drafting} />
      <Words part="rhythm" fields={['questions']} drafting={drafting} />
    </>
  )
}
