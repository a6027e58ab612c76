import { useState } from 'react'
import { type Post, PostSeed } from '../../../modules/create/posts/contract.ts'
import { Template } from '../../../modules/create/templates/contract.ts'
import { api } from '../../api/client.ts'
import { useWrite } from '../../api/query.ts'
import { Button } from '../../kit/button.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { Field } from '../../kit/field.tsx'
import { Input } from '../../kit/input.tsx'
import { toast } from '../../kit/toast.tsx'
import { useWords } from '../../kit/words.ts'

/** Keeps what a post says as a template. */
export function KeepDialog({ post, onClose }: { post: Post; onClose: () => void }) {
  const t = useWords('bulk')
  const [name, setName] = useState((post.content.title || post.content.parts[0]?.text || '').slice(0, 60))
  const keep = useWrite(
    () => api.post('/post-templates', { body: { name, post: PostSeed.parse(post) }, schema: Template }),
    {
      touches: ['templates'],
      onSuccess: () => {
        toast(t('saved'))
        onClose()
      },
    },
  )
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('keep.title')}
      help={t('templates.textHelp')}
      actions={
        <Button
          look="primary"
          disabled={!name.trim()}
          busy={keep.isPending}
          onClick={() => keep.mutate(undefined)}
        >
          {t('save')}
        </Button>
      }
    >
      <Field label={t('name')} required>
        <Input value={name} maxLength={120} onChange={({ target }) => setName(target.value)} />
      </Field>
    </Dialog>
  )
}
