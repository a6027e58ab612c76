import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Task, TaskBody } from '../../../modules/create/tasks/contract.ts'
import { api, path } from '../../api/client.ts'
import { useContractForm } from '../../api/form.ts'
import { useMe, useWorkspace } from '../../api/me.ts'
import { ApiProblem } from '../../api/problem.ts'
import { renew } from '../../api/query.ts'
import { Alert } from '../../kit/alert.tsx'
import { Button } from '../../kit/button.tsx'
import { DateField } from '../../kit/datetime.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { Field } from '../../kit/field.tsx'
import { Input, Textarea } from '../../kit/input.tsx'
import { Select } from '../../kit/select.tsx'
import { toast } from '../../kit/toast.tsx'
import { useWords } from '../../kit/words.ts'
import { useColleagues } from '../company/use-colleagues.ts'
import { touches } from './use-tasks.ts'

type Props = {
  /** Null for a new one. */
  task: Task | null
  postId?: string
  onClose: () => void
}

/** What is to be done, by whom and until when. */
export function TaskForm({ task, postId = task?.post?.id, onClose }: Props) {
  const t = useWords('tasks')
  const client = useQueryClient()
  const { timeZone, weekStartsOn } = useWorkspace()
  const [theirs, setTheirs] = useState<Task | null>(null)
  // What somebody else saves meanwhile is told by the server, not taken for read.
  const [seen] = useState(task?.version)
  const form = useContractForm(TaskBody, {
    title: task?.title ?? '',
    note: task?.note ?? '',
    postId: postId ?? null,
    assigneeId: task?.assignee?.id ?? null,
    dueOn: task?.dueOn ?? null,
  })
  const [assigneeId, dueOn] = form.watch(['assigneeId', 'dueOn'])
  const save = form.submit(async (body) => {
    try {
      if (task) {
        const { postId: _, ...change } = body
        const version = theirs?.version ?? seen
        await api.patch(path`/tasks/${task.id}`, { body: { ...change, version }, schema: Task })
      } else await api.post('/tasks', { body, schema: Task })
    } catch (error) {
      const other = theirsOf(error)
      if (!other) throw error
      setTheirs(other)
      return
    }
    toast(t(task ? 'saved' : 'added'))
    void renew(client, new Set(touches))
    onClose()
  })
  return (
    <Dialog
      open
      onClose={onClose}
      title={t(task ? 'change' : 'add')}
      actions={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button look="primary" busy={form.formState.isSubmitting} onClick={(event) => void save(event)}>
            {t('save')}
          </Button>
        </>
      }
    >
      <form className="flex flex-col gap-4" onSubmit={(event) => void save(event)}>
        {form.problem && <Alert tone="bad">{form.problem}</Alert>}
        {theirs && (
          <Alert tone="warn" title={t('changedTitle')}>
            {t('changedWords', { title: theirs.title })}
          </Alert>
        )}
        <Field label={t('title')} required error={form.errorOf('title')}>
          <Input maxLength={200} {...form.register('title')} />
        </Field>
        <Field label={t('assignee')} error={form.errorOf('assigneeId')}>
          <Assignee
            postId={postId}
            value={assigneeId ?? null}
            known={task?.assignee ?? null}
            onChange={(id) => form.setValue('assigneeId', id, { shouldDirty: true })}
          />
        </Field>
        <Field label={t('dueOn')} help={t('dueHelp')} error={form.errorOf('dueOn')} optional>
          <DateField
            label={t('dueOn')}
            value={dueOn ?? ''}
            zone={timeZone}
            weekStartsOn={weekStartsOn}
            onChange={(day) => form.setValue('dueOn', day, { shouldDirty: true })}
            onClear={() => form.setValue('dueOn', null, { shouldDirty: true })}
          />
        </Field>
        <Field label={t('note')} error={form.errorOf('note')} optional>
          <Textarea maxLength={5000} {...form.register('note')} />
        </Field>
        <button type="submit" hidden />
      </form>
    </Dialog>
  )
}

/** What it says now, when somebody was faster. */
function theirsOf(error: unknown): Task | null {
  if (!(error instanceof ApiProblem) || error.code !== 'task.changed') return null
  return Task.safeParse(error.facts.task).data ?? null
}

type AssigneeProps = {
  postId: string | undefined
  value: string | null
  known: { id: string; name: string } | null
  onChange: (id: string | null) => void
}

const nobody = 'nobody'

function Assignee({ postId, value, known, onChange }: AssigneeProps) {
  const t = useWords('tasks')
  const me = useMe()
  const people = useColleagues(postId).filter(({ role }) => role !== 'client')
  const missing = known && known.id !== me.id && !people.some(({ id }) => id === known.id) ? [known] : []
  return (
    <Select
      value={value ?? nobody}
      onChange={(id) => onChange(id === nobody ? null : id)}
      choices={[
        { value: nobody, label: t('nobody') },
        { value: me.id, label: me.name },
        ...missing.map(({ id, name }) => ({ value: id, label: name })),
        ...people.map(({ id, name, sees }) => ({
          value: id,
          label: name,
          disabled: !sees,
          ...(!sees && { help: t('blind') }),
        })),
      ]}
    />
  )
}
