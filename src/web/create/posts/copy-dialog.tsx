import { useState } from 'react'
import { type Post, PostAnswer } from '../../../modules/create/posts/contract.ts'
import { useChannels } from '../../api/channels.ts'
import { api, path } from '../../api/client.ts'
import { useWrite } from '../../api/query.ts'
import { Button } from '../../kit/button.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { NetworkMark } from '../../kit/network.tsx'
import { useGo } from '../../kit/route.ts'
import { Checkbox } from '../../kit/switch.tsx'
import { toast } from '../../kit/toast.tsx'
import { useWords } from '../../kit/words.ts'

/** A copy of a post for other channels than it goes to. */
export function CopyDialog({ post, onClose }: { post: Post; onClose: () => void }) {
  const t = useWords('bulk')
  const posts = useWords('posts')
  const go = useGo()
  const channels = useChannels()
  const [chosen, setChosen] = useState<readonly string[]>([])
  const copy = useWrite(
    () => api.post(path`/posts/${post.id}/duplicate`, { body: { channelIds: chosen }, schema: PostAnswer }),
    {
      touches: ['posts'],
      onSuccess: ({ id }) => {
        toast(posts('duplicated'))
        onClose()
        go(`/posts/${id}`)
      },
    },
  )
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('copy.title')}
      help={t('copy.help')}
      actions={
        <Button
          look="primary"
          disabled={chosen.length === 0}
          busy={copy.isPending}
          onClick={() => copy.mutate(undefined)}
        >
          {t('copy.do')}
        </Button>
      }
    >
      <div className="flex flex-col gap-3">
        {[...(channels?.values() ?? [])]
          .filter(({ state }) => state !== 'removed')
          .map(({ id, name, face }) => (
            <Checkbox
              key={id}
              checked={chosen.includes(id)}
              onChange={(on) => setChosen(on ? [...chosen, id] : chosen.filter((one) => one !== id))}
              label={
                <span className="flex min-w-0 items-center gap-2">
                  <NetworkMark network={face} size="small" />
                  <span className="truncate">{name}</span>
                </span>
              }
            />
          ))}
      </div>
    </Dialog>
  )
}
