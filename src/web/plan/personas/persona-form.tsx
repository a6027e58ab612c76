import { FileUp } from 'lucide-react'
import { useState } from 'react'
import {
  type Fact,
  type FactField,
  factFields,
  mergeFacts,
  PersonaBody,
  PersonaKind,
} from '../../../modules/plan/personas/contract.ts'
import { Button } from '../../kit/button.tsx'
import { Field } from '../../kit/field.tsx'
import { Input, Textarea } from '../../kit/input.tsx'
import { Card } from '../../kit/page.tsx'
import { Select } from '../../kit/select.tsx'
import { toast } from '../../kit/toast.tsx'
import { useWords } from '../../kit/words.ts'
import { KeptForm } from '../forms/kept-form.tsx'
import { useKeptForm } from '../forms/use-kept-form.ts'
import { FactEditor } from './fact-editor.tsx'
import { PictureField } from './picture-field.tsx'
import { TableDialog } from './table-dialog.tsx'

type Props = {
  start: PersonaBody
  /** Under which name it is kept on this device until it is saved. */
  keptAs: string
  submitWords: string
  onSubmit: (body: PersonaBody) => Promise<unknown>
  onCancel: () => void
}

/** Who they are in prose, and what is known of them fact by fact. What is typed stays on the device until it is saved. */
export function PersonaForm({ start, keptAs, submitWords, onSubmit, onCancel }: Props) {
  const t = useWords('personas')
  const form = useKeptForm({
    ...{ start, onSubmit },
    keptAs: `persona.${keptAs}`,
    read: (typed: PersonaBody) => PersonaBody.safeParse(typed),
  })
  const { typed: body, set, faults } = form
  const [reading, setReading] = useState(false)
  const setFact = (place: number, change: Partial<Fact>) =>
    set({ facts: body.facts.map((fact, at) => (at === place ? { ...fact, ...change } : fact)) })
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
          <Field
            label={t('form.name')}
            help={t('form.nameHelp')}
            error={faults.includes('name') ? t('form.nameMissing') : undefined}
            required
          >
            <Input maxLength={120} value={body.name} onChange={({ target }) => set({ name: target.value })} />
          </Field>
          <Field label={t('form.kind')} className="max-w-sm">
            <Select
              value={body.kind}
              onChange={(kind) => set({ kind })}
              choices={PersonaKind.options.map((value) => ({ value, label: t(`kinds.${value}`) }))}
            />
          </Field>
          <PictureField value={body.mediaId} onChange={(mediaId) => set({ mediaId })} />
          <Field label={t('form.portrait')} help={t('form.portraitHelp')}>
            <Textarea
              rows={5}
              maxLength={6000}
              value={body.portrait}
              onChange={({ target }) => set({ portrait: target.value })}
            />
          </Field>
        </div>
      </Card>
      <Card
        title={t('facts')}
        help={t('factsHelp')}
        actions={
          <Button size="small" icon={FileUp} onClick={() => setReading(true)}>
            {t('table.open')}
          </Button>
        }
      >
        <ul className="flex flex-col gap-3">
          {body.facts.map((fact, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: facts have no other name while they are typed
            <li key={place}>
              <FactEditor
                fact={fact}
                fault={faults.some((path) => path.startsWith(`facts.${place}.`))}
                onChange={(change) => setFact(place, change)}
                onRemove={() => set({ facts: body.facts.filter((_, at) => at !== place) })}
              />
            </li>
          ))}
        </ul>
        {body.facts.length < 80 && (
          <AddFact known={body.facts} onAdd={(field) => set({ facts: [...body.facts, newFact(field)] })} />
        )}
      </Card>
      {reading && (
        <TableDialog
          onClose={() => setReading(false)}
          onRead={(facts) => {
            set({ facts: mergeFacts(body.facts, facts) })
            setReading(false)
            toast(t('table.merged', { count: facts.length }))
          }}
        />
      )}
    </KeptForm>
  )
}

const newFact = (field: FactField): Fact => ({
  ...{ field, words: '', shares: [], evidence: 'guess', source: '', knownOn: null },
  range: field === 'age' ? { from: 25, to: 45 } : null,
})

type AddProps = { known: readonly Fact[]; onAdd: (field: FactField) => void }

/** Fields of which nothing is known stand first. */
function AddFact({ known, onAdd }: AddProps) {
  const t = useWords('personas')
  const has = (field: FactField) => known.some((fact) => fact.field === field)
  const sorted = [...factFields].sort((a, b) => Number(has(a)) - Number(has(b)))
  return (
    <div className="mt-4 max-w-sm">
      <Select
        // Anew after each, so that the same field can be chosen again.
        key={known.length}
        label={t('addFact')}
        placeholder={t('addFact')}
        value={undefined}
        onChange={onAdd}
        className="w-full"
        choices={sorted.map((value) => ({
          value,
          label: t(`fields.${value}`),
          help: has(value) ? t('knownAlready') : t(`fieldHelp.${value}`),
        }))}
      />
    </div>
  )
}
