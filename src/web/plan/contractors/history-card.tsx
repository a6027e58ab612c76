import { useEffect, useState } from 'react'
import type { JobDetail, JobNote } from '../../../modules/plan/contractors/contract.ts'
import { useMay, useMe } from '../../api/me.ts'
import { useProblemWords } from '../../api/words.ts'
import { Alert } from '../../kit/alert.tsx'
import { Button } from '../../kit/button.tsx'
import { Field } from '../../kit/field.tsx'
import { useFormats } from '../../kit/format.ts'
import { Textarea } from '../../kit/input.tsx'
import { Card } from '../../kit/page.tsx'
import { useWords } from '../../kit/words.ts'
import { readKept, writeKept } from '../forms/kept.ts'
import { JobBadge } from './job-state.tsx'
import { useComment, useRemoveComment } from './use-jobs.ts'

/** What was said, and each step that it took, newest first. */
export function HistoryCard({ job }: { job: JobDetail }) {
  const t = useWords('contractors')
  const may = useMay()
  return (
    <Card title={t('history')}>
      {may('plan.manage') && <CommentForm job={job} />}
      <ol className="mt-3 flex flex-col gap-3">
        {job.notes.map((note) => (
          <Note key={note.id} job={job} note={note} />
        ))}
      </ol>
    </Card>
  )
}

function CommentForm({ job }: { job: JobDetail }) {
  const t = useWords('contractors')
  const problemWords = useProblemWords()
  const kept = `contractorComment.${job.id}`
  const [words, setWords] = useState(() => readKept<{ words: string }>(kept)?.words ?? '')
  const [problem, setProblem] = useState<string | null>(null)
  const comment = useComment(job.id)
  useEffect(() => writeKept(kept, words ? { words } : null), [kept, words])
  const submit = async () => {
    if (words.trim() === '') return
    setProblem(null)
    try {
      await comment.mutateAsync(words.trim())
      setWords('')
    } catch (error) {
      setProblem(problemWords(error))
    }
  }
  return (
    <form
      className="flex flex-col gap-2"
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      {problem && <Alert tone="bad">{problem}</Alert>}
      <Field label={t('comment.write')}>
        <Textarea rows={2} maxLength={5000} value={words} onChange={({ target }) => setWords(target.value)} />
      </Field>
      <Button
        type="submit"
        size="small"
        className="w-fit"
        busy={comment.isPending}
        disabled={words.trim() === ''}
      >
        {t('comment.say')}
      </Button>
    </form>
  )
}

function Note({ job, note }: { job: JobDetail; note: JobNote }) {
  const t = useWords('contractors')
  const me = useMe()
  const { moment } = useFormats()
  const remove = useRemoveComment(job.id)
  const isMine = note.state === null && note.author?.id === me.id
  return (
    <li className="flex flex-col gap-0.5">
      <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-sm text-muted">
        {note.state && <JobBadge state={note.state} />}
        {note.work && <span>{t('underWork', { work: note.work })}</span>}
        <span>
          {note.author?.name || t('nobody')} · {moment(note.createdAt)}
        </span>
        {isMine && (
          <Button size="small" look="quiet" onClick={() => void remove(note.id, note.words).catch(() => {})}>
            {t('comment.remove')}
          </Button>
        )}
      </p>
      {note.words && <p className="break-words whitespace-pre-wrap">{note.words}</p>}
    </li>
  )
}
