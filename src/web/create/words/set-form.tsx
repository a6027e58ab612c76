import { useState } from 'react'
import { HashtagSet, HashtagSetBody } from '../../../modules/create/hashtags/contract.ts'
import { api, path } from '../../api/client.ts'
import { useWrite } from '../../api/query.ts'
import { Button } from '../../kit/button.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { Field } from '../../kit/field.tsx'
import { Input, Textarea } from '../../kit/input.tsx'
import { toast } from '../../kit/toast.tsx'
import { useWords } from '../../kit/words.ts'

/** As people write them: with or without #, between spaces, commas or lines. */
const readTags = (typed: string): string[] => {
  const tags = typed
    .split(/[\s,;#＃]+/)
    .map((tag) => tag.trim().normalize('NFC'))
    .filter(Boolean)
  return [...new Map(tags.map((tag) => [tag.toLowerCase(), tag])).values()]
}

export function SetForm({ set, onClose }: { set: HashtagSet | null; onClose: () => void }) {
  const t = useWords('writing')
  const [name, setName] = useState(set?.name ?? '')
  const [typed, setTyped] = useState(set?.tags.map((tag) => `#${tag}`).join(' ') ?? '')
  const [tried, setTried] = useState(false)
  const body = HashtagSetBody.safeParse({ name, tags: readTags(typed) })
  const wrong = tried && !body.success ? body.error.issues.map(({ path: at }) => at[0]) : null
  const save = useWrite(
    (given: HashtagSetBody) =>
      set
        ? api.put(path`/hashtag-sets/${set.id}`, {
            body: { ...given, version: set.version },
            schema: HashtagSet,
          })
        : api.post('/hashtag-sets', { body: given, schema: HashtagSet }),
    {
      touches: ['composer'],
      onSuccess: () => {
        toast(t('saved'))
        onClose()
      },
    },
  )
  const send = () => {
    setTried(true)
    if (body.success) save.mutate(body.data)
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={set ? set.name : t('hashtags.new')}
      actions={
        <Button look="primary" busy={save.isPending} onClick={send}>
          {t('save')}
        </Button>
      }
    >
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          send()
        }}
      >
        <Field label={t('name')} required error={wrong?.includes('name') && t('nameMissing')}>
          <Input value={name} maxLength={120} onChange={({ target }) => setName(target.value)} />
        </Field>
        <Field
          label={t('hashtags.heading')}
          help={t('hashtags.tagsHelp')}
          error={wrong?.includes('tags') && t('hashtags.tagsWrong')}
          required
        >
          <Textarea rows={4} value={typed} onChange={({ target }) => setTyped(target.value)} />
        </Field>
      </form>
    </Dialog>
  )
}
