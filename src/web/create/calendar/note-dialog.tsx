import { useState } from 'react'
import { Note, type NoteBody, NoteColour } from '../../../modules/create/calendar-notes/contract.ts'
import { api, path } from '../../api/client.ts'
import { useMay, useWorkspace } from '../../api/me.ts'
import { useWrite } from '../../api/query.ts'
import { Alert } from '../../kit/alert.tsx'
import { Button } from '../../kit/button.tsx'
import { DateField } from '../../kit/datetime.tsx'
import type { Day } from '../../kit/days.ts'
import { Dialog } from '../../kit/dialog.tsx'
import { Field } from '../../kit/field.tsx'
import { Textarea } from '../../kit/input.tsx'
import { Select } from '../../kit/select.tsx'
import { toast } from '../../kit/toast.tsx'
import { useWords } from '../../kit/words.ts'
import { ColourMark } from './band.tsx'

type Props = { note: Note | null; day: Day; onClose: () => void }

/** A note on a day or some days: a new one, or one that is there. */
export function NoteDialog({ note, day, onClose }: Props) {
  const t = useWords('calendars')
  const may = useMay()
  const { timeZone, weekStartsOn } = useWorkspace()
  const [draft, setDraft] = useState<NoteBody>(
    note ? pick(note) : { from: day, to: day, text: '', colour: 'slate' },
  )
  const change = (part: Partial<NoteBody>) => setDraft((before) => ({ ...before, ...part }))
  const { save, remove, theirs } = useNote(note, onClose)
  const mayWrite = may('post.write')
  const ready = draft.text.trim() !== '' && draft.to >= draft.from
  return (
    <Dialog
      open
      onClose={onClose}
      title={t(note ? 'note.editTitle' : 'note.newTitle')}
      help={note?.by ? t('note.by', { name: note.by.name }) : t('note.help')}
      actions={
        mayWrite && (
          <>
            {note && (
              <Button busy={remove.isPending} onClick={() => remove.mutate(note)}>
                {t('note.remove')}
              </Button>
            )}
            <Button look="primary" busy={save.isPending} disabled={!ready} onClick={() => save.mutate(draft)}>
              {t(theirs ? 'note.overwrite' : 'note.save')}
            </Button>
          </>
        )
      }
    >
      <fieldset disabled={!mayWrite} className="flex flex-col gap-4">
        {theirs && <Alert tone="warn">{t('note.theirs', { text: theirs.text })}</Alert>}
        <Field label={t('note.text')} required>
          <Textarea
            maxLength={500}
            value={draft.text}
            onChange={({ target }) => change({ text: target.value })}
          />
        </Field>
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label={t('note.from')}>
            <DateField
              value={draft.from}
              onChange={(from) => change({ from, to: [draft.to, from].sort().at(-1) ?? from })}
              zone={timeZone}
              weekStartsOn={weekStartsOn}
              disabled={!mayWrite}
            />
          </Field>
          <Field label={t('note.to')}>
            <DateField
              value={draft.to}
              onChange={(to) => change({ to })}
              min={draft.from}
              zone={timeZone}
              weekStartsOn={weekStartsOn}
              disabled={!mayWrite}
            />
          </Field>
        </div>
        <Field label={t('note.colour')} className="max-w-48">
          <Select
            value={draft.colour}
            onChange={(colour) => change({ colour })}
            choices={NoteColour.options.map((value) => ({
              value,
              label: t(`note.colours.${value}`),
              mark: <ColourMark colour={value} className="size-3 rounded-full" />,
            }))}
          />
        </Field>
      </fieldset>
    </Dialog>
  )
}

const pick = ({ from, to, text, colour }: Note): NoteBody => ({ from, to, text, colour })

/** Saves and removes. Somebody else's save in between is shown, and what was typed stays. */
function useNote(note: Note | null, onClose: () => void) {
  const t = useWords('calendars')
  const [theirs, setTheirs] = useState<Note | null>(null)
  // What somebody else saves meanwhile is told by the server, not taken for read.
  const [seen] = useState(note?.version ?? 1)
  const touches = ['calendar'] as const
  const again = useWrite((gone: Note) => api.post('/calendar/notes', { body: pick(gone), schema: Note }), {
    touches,
  })
  const save = useWrite(
    (body: NoteBody) =>
      note
        ? api.put(path`/calendar/notes/${note.id}`, {
            body: { ...body, version: theirs?.version ?? seen },
            schema: Note,
          })
        : api.post('/calendar/notes', { body, schema: Note }),
    {
      touches,
      onSuccess: () => {
        toast(t('note.saved'))
        onClose()
      },
      onProblem: ({ code, facts }) => {
        const found = code === 'calendar_note.changed' ? Note.safeParse(facts.note).data : undefined
        if (found) setTheirs(found)
        return found !== undefined
      },
    },
  )
  const remove = useWrite((gone: Note) => api.delete(path`/calendar/notes/${gone.id}`), {
    touches,
    onSuccess: (_, gone) => {
      toast(t('note.removed'), { undo: () => again.mutate(gone) })
      onClose()
    },
  })
  return { save, remove, theirs }
}
