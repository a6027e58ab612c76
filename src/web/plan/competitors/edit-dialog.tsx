import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { Competitor } from '../../../modules/plan/competitors/contract.ts'
import { api, path } from '../../api/client.ts'
import { ApiProblem } from '../../api/problem.ts'
import { useWrite } from '../../api/query.ts'
import { useProblemWords } from '../../api/words.ts'
import { Alert } from '../../kit/alert.tsx'
import { Button } from '../../kit/button.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { Field } from '../../kit/field.tsx'
import { Input } from '../../kit/input.tsx'
import { toast } from '../../kit/toast.tsx'
import { useWords } from '../../kit/words.ts'
import { webError } from './add-dialog.tsx'
import { useKept } from './kept.ts'
import { askCompetitor } from './use-competitors.ts'

type Props = { competitor: Competitor; onClose: () => void }

/** Name and page. Whoever saved meanwhile is shown, and what was typed stays. */
export function EditDialog({ competitor, onClose }: Props) {
  const t = useWords('competitors')
  const problem = useProblemWords()
  const client = useQueryClient()
  const { id, name, website } = competitor
  const { words, change, forget } = useKept(`edit.${id}`, { name, website })
  const [version, setVersion] = useState(competitor.version)
  const [theirs, setTheirs] = useState<Competitor | null>(null)
  const save = useWrite(
    () => api.put(path`/competitors/${id}`, { body: { ...trimmed(words), version }, schema: Competitor }),
    {
      touches: ['competitors'],
      onSuccess: () => {
        forget()
        toast(t('saved'))
        onClose()
      },
      onProblem: (error) => {
        if (isChanged(error))
          void client.fetchQuery({ ...askCompetitor(id), staleTime: 0 }).then((newest) => {
            setTheirs(newest)
            setVersion(newest.version)
          })
        return true
      },
    },
  )
  const bad = webError(words.website, t('badWebsite'))
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (words.name.trim() !== '' && !bad) save.mutate(undefined)
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('changeTitle')}
      actions={
        <>
          <Button
            onClick={() => {
              forget()
              onClose()
            }}
          >
            {t('cancel')}
          </Button>
          <Button
            look="primary"
            type="submit"
            form="edit-competitor"
            busy={save.isPending}
            disabled={words.name.trim() === '' || bad !== undefined}
          >
            {t(theirs ? 'saveOver' : 'save')}
          </Button>
        </>
      }
    >
      <form id="edit-competitor" className="flex flex-col gap-4" onSubmit={submit}>
        <Field label={t('name')} required>
          <Input
            maxLength={120}
            value={words.name}
            onChange={({ target }) => change({ name: target.value })}
          />
        </Field>
        <Field label={t('website')} optional error={bad}>
          <Input
            type="url"
            maxLength={2000}
            placeholder="https://"
            value={words.website}
            onChange={({ target }) => change({ website: target.value })}
          />
        </Field>
        {theirs && (
          <Alert tone="warn" title={t('changedMeanwhile')}>
            {[theirs.name, theirs.website].filter(Boolean).join(' · ')}
          </Alert>
        )}
        {save.error && !isChanged(save.error) && <Alert tone="bad">{problem(save.error)}</Alert>}
      </form>
    </Dialog>
  )
}

const trimmed = ({ name, website }: { name: string; website: string }) => ({
  name: name.trim(),
  website: website.trim(),
})

const isChanged = (error: unknown): boolean =>
  error instanceof ApiProblem && error.code === 'competitor.changed'
