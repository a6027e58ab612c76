import { useState } from 'react'
import { type Comment, CommentList } from '../../../modules/create/approval/contract.ts'
import type { Post } from '../../../modules/create/posts/contract.ts'
import { api, path } from '../../api/client.ts'
import { useWrite } from '../../api/query.ts'
import { Button } from '../../kit/button.tsx'
import { useWords } from '../../kit/words.ts'
import { MentionField } from '../company/mention-field.tsx'
import { calledIn } from '../company/mentions.ts'
import { useColleagues } from '../company/use-colleagues.ts'
import { touches } from './use-approvals.ts'

type Props = { post: Post; comment: Comment; onClose: () => void }

/** What one said, to be said better. */
export function EditForm({ post, comment, onClose }: Props) {
  const t = useWords('approval')
  const people = useColleagues(post.id)
  const [words, setWords] = useState(comment.words)
  const change = useWrite(
    (body: object) =>
      api.patch(path`/posts/${post.id}/comments/${comment.id}`, { body, schema: CommentList }),
    { touches },
  )
  const save = () => {
    if (words.trim() === '') return
    const kept = comment.mentions.filter(({ name }) => words.includes(`@${name}`)).map(({ id }) => id)
    const called = calledIn(words, people).map(({ id }) => id)
    change.mutate({ words, mentions: [...new Set([...kept, ...called])] }, { onSuccess: onClose })
  }
  return (
    <div className="flex flex-col gap-2">
      <MentionField
        label={t('edit')}
        people={people}
        value={words}
        onChange={setWords}
        onSend={save}
        autoFocus
      />
      <span className="flex flex-wrap gap-2">
        <Button size="small" busy={change.isPending} disabled={words.trim() === ''} onClick={save}>
          {t('save')}
        </Button>
        <Button size="small" look="quiet" onClick={onClose}>
          {t('cancel')}
        </Button>
      </span>
    </div>
  )
}
