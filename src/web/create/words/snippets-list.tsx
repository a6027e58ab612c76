import { useQuery } from '@tanstack/react-query'
import { Ellipsis, PencilLine, Plus, Text, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { Snippet, SnippetBody } from '../../../modules/create/snippets/contract.ts'
import { gapsIn } from '../../../modules/create/templates/contract.ts'
import { api, path } from '../../api/client.ts'
import { useWrite } from '../../api/query.ts'
import { useProblemWords } from '../../api/words.ts'
import { Button, IconButton } from '../../kit/button.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { EmptyState, ErrorState, SkeletonRows } from '../../kit/empty.tsx'
import { Field } from '../../kit/field.tsx'
import { useFormats } from '../../kit/format.ts'
import { Input, Textarea } from '../../kit/input.tsx'
import { Menu, MenuItem } from '../../kit/menu.tsx'
import { toast } from '../../kit/toast.tsx'
import { useWords } from '../../kit/words.ts'
import { askSnippets } from '../typing/use-offers.ts'

const touches = ['composer'] as const

/** Words that are used again, with gaps for what differs. */
export default function SnippetsList() {
  const t = useWords('writing')
  const words = useProblemWords()
  const known = useQuery(askSnippets())
  const [form, setForm] = useState<Snippet | 'new' | null>(null)
  const add = (
    <Button look="primary" icon={Plus} onClick={() => setForm('new')}>
      {t('snippets.new')}
    </Button>
  )
  if (known.isPending) return <SkeletonRows rows={4} />
  if (known.isError) return <ErrorState words={words(known.error)} onRetry={() => void known.refetch()} />
  const { items } = known.data
  return (
    <div className="flex flex-col gap-4">
      {items.length === 0 ? (
        <EmptyState icon={Text} title={t('snippets.empty')} action={add}>
          {t('snippets.emptyHelp')}
        </EmptyState>
      ) : (
        <>
          <span>{add}</span>
          <ul className="flex flex-col divide-y divide-line rounded-lg border border-line bg-surface">
            {items.map((snippet) => (
              <Row key={snippet.id} snippet={snippet} onChange={() => setForm(snippet)} />
            ))}
          </ul>
        </>
      )}
      {form && <SnippetForm snippet={form === 'new' ? null : form} onClose={() => setForm(null)} />}
    </div>
  )
}

function Row({ snippet: { id, name, text }, onChange }: { snippet: Snippet; onChange: () => void }) {
  const t = useWords('writing')
  const back = useWrite(() => api.post('/snippets', { body: { name, text }, schema: Snippet }), { touches })
  const remove = useWrite(() => api.delete(path`/snippets/${id}`), {
    touches,
    onSuccess: () => toast(t('removed', { name }), { undo: () => back.mutate(undefined) }),
  })
  return (
    <li className="flex items-start gap-3 px-4 py-3">
      <span className="flex min-w-0 flex-1 flex-col">
        <span className="truncate font-medium">{name}</span>
        <span className="line-clamp-2 text-sm break-words whitespace-pre-wrap text-muted">{text}</span>
      </span>
      <Menu trigger={<IconButton icon={Ellipsis} label={t('more', { name })} />}>
        <MenuItem icon={PencilLine} onSelect={onChange}>
          {t('change')}
        </MenuItem>
        <MenuItem icon={Trash2} danger onSelect={() => remove.mutate(undefined)}>
          {t('remove')}
        </MenuItem>
      </Menu>
    </li>
  )
}

function SnippetForm({ snippet, onClose }: { snippet: Snippet | null; onClose: () => void }) {
  const t = useWords('writing')
  const formats = useFormats()
  const [name, setName] = useState(snippet?.name ?? '')
  const [text, setText] = useState(snippet?.text ?? '')
  const [tried, setTried] = useState(false)
  const body = SnippetBody.safeParse({ name, text })
  const wrong = tried && !body.success ? body.error.issues.map(({ path: at }) => at[0]) : null
  const save = useWrite(
    (given: SnippetBody) =>
      snippet
        ? api.put(path`/snippets/${snippet.id}`, {
            body: { ...given, version: snippet.version },
            schema: Snippet,
          })
        : api.post('/snippets', { body: given, schema: Snippet }),
    {
      touches,
      onSuccess: () => {
        toast(t('saved'))
        onClose()
      },
    },
  )
  const gaps = gapsIn(text)
  return (
    <Dialog
      open
      onClose={onClose}
      title={snippet ? snippet.name : t('snippets.new')}
      actions={
        <Button
          look="primary"
          busy={save.isPending}
          onClick={() => {
            setTried(true)
            if (body.success) save.mutate(body.data)
          }}
        >
          {t('save')}
        </Button>
      }
    >
      <div className="flex flex-col gap-4">
        <Field label={t('name')} required error={wrong?.includes('name') && t('nameMissing')}>
          <Input value={name} maxLength={120} onChange={({ target }) => setName(target.value)} />
        </Field>
        <Field
          label={t('snippets.text')}
          required
          help={gaps.length > 0 ? t('snippets.gaps', { names: formats.list(gaps) }) : t('snippets.textHelp')}
          error={wrong?.includes('text') && t('snippets.textMissing')}
        >
          <Textarea
            rows={6}
            value={text}
            maxLength={10_000}
            onChange={({ target }) => setText(target.value)}
          />
        </Field>
      </div>
    </Dialog>
  )
}
