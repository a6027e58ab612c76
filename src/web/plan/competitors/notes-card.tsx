import { Pencil, Plus, Trash2 } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { Note, type NoteBody, type NoteKind } from '../../../modules/plan/competitors/contract.ts'
import { api, path } from '../../api/client.ts'
import { useMay, useWorkspace } from '../../api/me.ts'
import { useWrite } from '../../api/query.ts'
import { useProblemWords } from '../../api/words.ts'
import { Alert } from '../../kit/alert.tsx'
import { Button, IconButton } from '../../kit/button.tsx'
import { DateField } from '../../kit/datetime.tsx'
import { ErrorState, SkeletonRows } from '../../kit/empty.tsx'
import { Field } from '../../kit/field.tsx'
import { useFormats } from '../../kit/format.ts'
import { Textarea } from '../../kit/input.tsx'
import { Card } from '../../kit/page.tsx'
import { toast } from '../../kit/toast.tsx'
import { useWords } from '../../kit/words.ts'
import { toCivil } from '../../kit/zone.ts'
import { useKept } from './kept.ts'
import { useNotes } from './use-competitors.ts'

const kinds = ['works', 'fails'] as const

/** What works for them and what fails, as people saw it. */
export function NotesCard({ competitorId }: { competitorId: string }) {
  const t = useWords('competitors')
  const words = useProblemWords()
  const notes = useNotes(competitorId)
  return (
    <Card title={t('notes.title')} help={t('notes.help')}>
      {notes.isPending && <SkeletonRows rows={2} />}
      {notes.error && <ErrorState small words={words(notes.error)} onRetry={() => void notes.refetch()} />}
      {notes.data && (
        <div className="grid gap-5 sm:grid-cols-2">
          {kinds.map((kind) => (
            <Kind
              key={kind}
              kind={kind}
              competitorId={competitorId}
              notes={notes.data.items.filter((note) => note.kind === kind)}
            />
          ))}
        </div>
      )}
    </Card>
  )
}

function Kind({ kind, competitorId, notes }: { kind: NoteKind; competitorId: string; notes: Note[] }) {
  const t = useWords('competitors')
  const may = useMay()
  const [writing, setWriting] = useState(false)
  const manages = may('strategy.manage')
  return (
    <section className="flex min-w-0 flex-col gap-2">
      <h3 className="text-sm font-semibold">{t(`notes.kinds.${kind}`)}</h3>
      {notes.length === 0 && !writing && <p className="text-sm text-muted">{t('notes.none')}</p>}
      <ul className="flex max-h-112 flex-col gap-2 overflow-y-auto">
        {notes.map((note) => (
          <One key={note.id} note={note} manages={manages} />
        ))}
      </ul>
      {writing ? (
        <NoteForm
          kind={kind}
          keptAs={`note.${competitorId}.${kind}`}
          save={(body) => api.post(path`/competitors/${competitorId}/notes`, { body, schema: Note })}
          onClose={() => setWriting(false)}
        />
      ) : (
        manages && (
          <Button size="small" icon={Plus} className="w-fit" onClick={() => setWriting(true)}>
            {t(`notes.add.${kind}`)}
          </Button>
        )
      )}
    </section>
  )
}

function One({ note, manages }: { note: Note; manages: boolean }) {
  const t = useWords('competitors')
  const formats = useFormats()
  const [changing, setChanging] = useState(false)
  const remove = useWrite(() => api.delete(path`/competitor-notes/${note.id}`), {
    touches: ['competitors'],
    onSuccess: () =>
      toast(t('notes.removed'), {
        undo: () => api.post(path`/competitor-notes/${note.id}/restore`).then(() => {}),
      }),
  })
  if (changing)
    return (
      <li>
        <NoteForm
          kind={note.kind}
          of={note}
          keptAs={`note.${note.id}`}
          save={(body, version) =>
            api.put(path`/competitor-notes/${note.id}`, { body: { ...body, version }, schema: Note })
          }
          onClose={() => setChanging(false)}
        />
      </li>
    )
  return (
    <li className="rounded-md bg-sunken px-3 py-2">
      <p className="text-base break-words whitespace-pre-wrap">{note.words}</p>
      <p className="mt-1 flex flex-wrap items-center justify-between gap-2 text-sm text-muted">
        <span>
          {formats.day(note.onDay, 'UTC')}
          {note.author && ` · ${note.author}`}
        </span>
        {manages && (
          <span className="-mr-1 flex">
            <IconButton
              size="small"
              icon={Pencil}
              label={t('notes.change')}
              onClick={() => setChanging(true)}
            />
            <IconButton
              size="small"
              icon={Trash2}
              label={t('notes.remove')}
              disabled={remove.isPending}
              onClick={() => remove.mutate(undefined)}
            />
          </span>
        )}
      </p>
    </li>
  )
}

type FormProps = {
  kind: NoteKind
  of?: Note
  keptAs: string
  save: (body: NoteBody, version: number) => Promise<Note>
  onClose: () => void
}

function NoteForm({ kind, of, keptAs, save, onClose }: FormProps) {
  const t = useWords('competitors')
  const problem = useProblemWords()
  const { timeZone, weekStartsOn } = useWorkspace()
  const today = toCivil(new Date(), timeZone).slice(0, 10)
  const { words, change, forget } = useKept(keptAs, { words: of?.words ?? '', onDay: of?.onDay ?? today })
  // The version that was read first: what others save meanwhile must not slip in under it.
  const [version, setVersion] = useState(of?.version ?? 0)
  const write = useWrite(() => save({ kind, words: words.words.trim(), onDay: words.onDay }, version), {
    touches: ['competitors'],
    onSuccess: () => {
      forget()
      onClose()
    },
    onProblem: (refused) => {
      if (refused.code === 'competitor.note_changed') setVersion(Number(refused.facts.current))
      return true
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (words.words.trim() !== '') write.mutate(undefined)
  }
  return (
    <form className="flex flex-col gap-2 rounded-md border border-line p-3" onSubmit={submit}>
      <Field label={t(`notes.kinds.${kind}`)} hideLabel>
        <Textarea
          autoFocus
          rows={3}
          maxLength={2000}
          placeholder={t(`notes.example.${kind}`)}
          value={words.words}
          onChange={({ target }) => change({ words: target.value })}
        />
      </Field>
      <DateField
        label={t('notes.day')}
        zone={timeZone}
        weekStartsOn={weekStartsOn}
        value={words.onDay}
        onChange={(onDay) => change({ onDay })}
      />
      {write.error && (
        <Alert tone="bad">
          {problem(write.error)}
          {of && of.version === version && of.words !== words.words && (
            <q className="mt-1 block">{of.words}</q>
          )}
        </Alert>
      )}
      <div className="flex flex-wrap justify-end gap-2">
        <Button
          size="small"
          onClick={() => {
            forget()
            onClose()
          }}
        >
          {t('cancel')}
        </Button>
        <Button
          size="small"
          look="primary"
          type="submit"
          busy={write.isPending}
          disabled={words.words.trim() === ''}
        >
          {t('save')}
        </Button>
      </div>
    </form>
  )
}
