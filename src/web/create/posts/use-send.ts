import { useQueryClient } from '@tanstack/react-query'
import {
  type PostAnswer,
  PostAnswer as PostShape,
  type When,
} from '../../../modules/create/posts/contract.ts'
import { api, path } from '../../api/client.ts'
import { useWorkspace } from '../../api/me.ts'
import type { ApiProblem } from '../../api/problem.ts'
import { renew, useWrite } from '../../api/query.ts'
import { useFormats } from '../../kit/format.ts'
import { toast } from '../../kit/toast.tsx'
import { useWords } from '../../kit/words.ts'
import { useComposing } from './composer-context.ts'
import { keepChannels } from './last-channels.ts'
import type { WhenKind } from './when-field.tsx'

type Options = {
  kind: WhenKind
  /** What the server says of the time. */
  onTimeProblem: (problem: ApiProblem) => void
  onSent: (post: PostAnswer) => void
}

/** The card that tells what the rules of where its readers are say. */
export const rulesId = 'rules-of-readers'

const touches = ['posts', 'deliveries', 'approval'] as const

/** Puts the post on its way: everything is saved first, and what goes out is the version that was seen. */
export function useSend({ kind, onTimeProblem, onSent }: Options) {
  const t = useWords('composer')
  const formats = useFormats()
  const { keeper, chosen } = useComposing()
  const { id: workspace } = useWorkspace()
  const client = useQueryClient()
  const back = useWrite(
    (post: PostAnswer) => api.post(path`/posts/${post.id}/unschedule`, { schema: PostShape }),
    { touches, onSuccess: () => toast(t('backToDraft')) },
  )
  const told = (post: PostAnswer) => {
    const first = post.deliveries.map((delivery) => delivery.dueAt).sort()[0]
    const undo = kind === 'now' ? undefined : () => back.mutate(post)
    if (kind === 'now' || !first) toast(t('sentNow'), { undo })
    else toast(t('scheduledFor', { when: formats.moment(first, post.wish?.zone) }), { undo })
  }
  const send = useWrite(
    async (when: When) => {
      if (!(await keeper.flush())) return null
      const { post } = keeper.get()
      if (!post) return null
      return api.post(path`/posts/${post.id}/schedule`, {
        body: { when, version: post.version },
        schema: PostShape,
      })
    },
    {
      touches,
      onSuccess: (post) => {
        if (!post) return toast(t('notSaved'), { tone: 'bad' })
        told(post)
        keepChannels(
          workspace,
          chosen.map((channel) => channel.id),
        )
        onSent(post)
      },
      onProblem: (problem) => {
        // What stands against it is told in words where it can be mended.
        if (problem.code === 'compliance.refused')
          document.getElementById(rulesId)?.scrollIntoView({ block: 'center', behavior: 'smooth' })
        // The page then offers what can be done instead.
        if (problem.code === 'approval.not_yet') void renew(client, new Set(['approval', 'posts']))
        const ofTime = problem.fields.some((field) => field.path.startsWith('when'))
        if (ofTime) onTimeProblem(problem)
        return ofTime
      },
    },
  )
  const propose = useWrite(
    async ({ atOnce }: { atOnce: boolean }) => {
      if (!(await keeper.flush())) return null
      const { post } = keeper.get()
      return (
        post &&
        api.post(path`/posts/${post.id}/propose`, {
          body: { version: post.version, atOnce },
          schema: PostShape,
        })
      )
    },
    {
      touches,
      onSuccess: (post) => {
        if (!post) return toast(t('notSaved'), { tone: 'bad' })
        toast(t(post.atOnce ? 'proposedAtOnce' : 'proposed'))
        keeper.hear(post)
      },
    },
  )
  return { send, propose, busy: send.isPending || propose.isPending }
}
