import { useState } from 'react'
import { PostAnswer } from '../../../modules/create/posts/contract.ts'
import { api, path } from '../../api/client.ts'
import { useMay } from '../../api/me.ts'
import { useWrite } from '../../api/query.ts'
import { Alert } from '../../kit/alert.tsx'
import { Button } from '../../kit/button.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { Field } from '../../kit/field.tsx'
import { useFormats } from '../../kit/format.ts'
import { Textarea } from '../../kit/input.tsx'
import { toast } from '../../kit/toast.tsx'
import { useWords } from '../../kit/words.ts'
import { toInstant } from '../../kit/zone.ts'
import { useComposing } from './composer-context.ts'

const touches = ['posts', 'deliveries', 'notifications'] as const

/** A proposal waits for a yes; a draft that was declined says why. */
export function DecisionBanner() {
  const t = useWords('composer')
  const { post } = useComposing()
  if (post?.stage === 'proposed') return <Proposal />
  if (post?.declinedWords)
    return (
      <Alert tone="warn" title={t('declinedTitle')}>
        {post.declinedWords}
      </Alert>
    )
  return null
}

function Proposal() {
  const t = useWords('composer')
  const formats = useFormats()
  const may = useMay()
  const { post, keeper, writing } = useComposing()
  const [declining, setDeclining] = useState(false)
  const run = (verb: 'approve' | 'withdraw', words: string) => ({
    ask: async () => {
      if (!(await keeper.flush())) return null
      const now = keeper.get().post
      const body = verb === 'approve' ? { version: now?.version } : {}
      return now && api.post(path`/posts/${now.id}/${verb}`, { body, schema: PostAnswer })
    },
    options: {
      touches,
      onSuccess: (answer: PostAnswer | null) => {
        if (!answer) return
        keeper.hear(answer)
        toast(words)
      },
    },
  })
  const approval = run('approve', t('approved'))
  const withdrawal = run('withdraw', t('withdrawn'))
  const approve = useWrite(approval.ask, approval.options)
  const withdraw = useWrite(withdrawal.ask, withdrawal.options)
  const when =
    writing.wish && formats.moment(toInstant(writing.wish.at, writing.wish.zone).at, writing.wish.zone)
  return (
    <>
      <Alert
        tone="info"
        title={t('proposalTitle')}
        action={
          <span className="flex flex-wrap gap-2">
            {may('post.write') && (
              <Button size="small" look="quiet" busy={withdraw.isPending} onClick={() => withdraw.mutate()}>
                {t('withdraw')}
              </Button>
            )}
            {may('post.approve') && (
              <>
                <Button size="small" onClick={() => setDeclining(true)}>
                  {t('decline')}
                </Button>
                <Button size="small" look="primary" busy={approve.isPending} onClick={() => approve.mutate()}>
                  {t('approve')}
                </Button>
              </>
            )}
          </span>
        }
      >
        {when ? t('proposalWish', { when }) : t('proposalSlot')}
      </Alert>
      {declining && post && (
        <DeclineDialog id={post.id} version={post.version} onClose={() => setDeclining(false)} />
      )}
    </>
  )
}

function DeclineDialog({ id, version, onClose }: { id: string; version: number; onClose: () => void }) {
  const t = useWords('composer')
  const { keeper } = useComposing()
  const [words, setWords] = useState('')
  const decline = useWrite(
    () => api.post(path`/posts/${id}/decline`, { body: { version, words }, schema: PostAnswer }),
    {
      touches,
      onSuccess: (answer) => {
        keeper.hear(answer)
        toast(t('declined'))
        onClose()
      },
    },
  )
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('decline')}
      help={t('declineHelp')}
      actions={
        <Button
          look="primary"
          busy={decline.isPending}
          disabled={words.trim() === ''}
          onClick={() => decline.mutate()}
        >
          {t('decline')}
        </Button>
      }
    >
      <Field label={t('declineWhy')} required>
        <Textarea value={words} onChange={(event) => setWords(event.target.value)} />
      </Field>
    </Dialog>
  )
}
