import { useState } from 'react'
import { type Post, PostAnswer } from '../../../modules/create/posts/contract.ts'
import { useMayOn } from '../../api/channels.ts'
import { api, path } from '../../api/client.ts'
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
import { useStanding } from '../approval/use-approvals.ts'
import { useComposing } from './composer-context.ts'

const touches = ['posts', 'deliveries', 'notifications'] as const

type Props = {
  post: Post
  /** Saves what is still on this device; false when it could not. */
  flush?: () => Promise<boolean>
  /** The post as it is after the decision. */
  onDecided: (post: Post) => void
}

/** In the composer: decides on what is on the screen, once it is saved. */
export function ComposerDecision() {
  const { post, keeper } = useComposing()
  return post && <DecisionBanner post={post} flush={keeper.flush} onDecided={keeper.hear} />
}

/** A proposal waits for a yes; a draft that was declined says why. */
export function DecisionBanner(props: Props) {
  const t = useWords('composer')
  const { stage, declinedWords } = props.post
  if (stage === 'proposed') return <Proposal {...props} />
  if (!declinedWords) return null
  return (
    <Alert tone="warn" title={t('declinedTitle')}>
      {declinedWords}
    </Alert>
  )
}

function Proposal({ post, flush, onDecided }: Props) {
  const t = useWords('composer')
  const formats = useFormats()
  const mayOn = useMayOn()
  const channelIds = post.variants.map(({ channelId }) => channelId)
  const [declining, setDeclining] = useState(false)
  // Steps of approval are answered in their own place, below.
  const stepped = useStanding(post.id).data?.asks.some(({ state }) => state !== 'done')
  const told = (words: string) => ({
    touches,
    onSuccess: (answer: PostAnswer | null) => {
      if (!answer) return
      onDecided(answer)
      toast(words)
    },
  })
  const ask = async (verb: 'approve' | 'withdraw', body: object) =>
    !flush || (await flush()) ? api.post(path`/posts/${post.id}/${verb}`, { body, schema: PostAnswer }) : null
  const approve = useWrite(() => ask('approve', { version: post.version }), told(t('approved')))
  const withdraw = useWrite(() => ask('withdraw', {}), told(t('withdrawn')))
  const when = post.wish && formats.moment(toInstant(post.wish.at, post.wish.zone).at, post.wish.zone)
  return (
    <>
      <Alert
        tone="info"
        title={t('proposalTitle')}
        action={
          <span className="flex flex-wrap gap-2">
            {mayOn('post.write', channelIds) && (
              <Button
                size="small"
                look="quiet"
                busy={withdraw.isPending}
                onClick={() => withdraw.mutate(undefined)}
              >
                {t('withdraw')}
              </Button>
            )}
            {mayOn('post.approve', channelIds) && !stepped && (
              <>
                <Button size="small" onClick={() => setDeclining(true)}>
                  {t('decline')}
                </Button>
                <Button
                  size="small"
                  look="primary"
                  busy={approve.isPending}
                  onClick={() => approve.mutate(undefined)}
                >
                  {t('approve')}
                </Button>
              </>
            )}
          </span>
        }
      >
        {post.atOnce ? t('proposalAtOnce') : when ? t('proposalWish', { when }) : t('proposalSlot')}
      </Alert>
      {declining && <DeclineDialog post={post} onDecided={onDecided} onClose={() => setDeclining(false)} />}
    </>
  )
}

function DeclineDialog({ post, onDecided, onClose }: Props & { onClose: () => void }) {
  const t = useWords('composer')
  const [words, setWords] = useState('')
  const decline = useWrite(
    () =>
      api.post(path`/posts/${post.id}/decline`, {
        body: { version: post.version, words },
        schema: PostAnswer,
      }),
    {
      touches,
      onSuccess: (answer) => {
        onDecided(answer)
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
          onClick={() => decline.mutate(undefined)}
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
