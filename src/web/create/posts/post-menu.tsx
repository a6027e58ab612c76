import { CalendarX, Copy, CopyPlus, Ellipsis, History, Repeat, Shapes, Trash2 } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import type { Post } from '../../../modules/create/posts/contract.ts'
import { useMayOn } from '../../api/channels.ts'
import { IconButton } from '../../kit/button.tsx'
import { Menu, MenuItem, MenuLine } from '../../kit/menu.tsx'
import { useGo } from '../../kit/route.ts'
import { useWords } from '../../kit/words.ts'
import { usePostActs } from './use-post-acts.ts'

const CopyDialog = lazy(() => import('./copy-dialog.tsx').then((file) => ({ default: file.CopyDialog })))
const KeepDialog = lazy(() => import('./keep-dialog.tsx').then((file) => ({ default: file.KeepDialog })))

/** What is seldom done with a post. */
export function PostMenu({ post }: { post: Post }) {
  const t = useWords('posts')
  const bulk = useWords('bulk')
  const together = useWords('together')
  const [asking, setAsking] = useState<'copy' | 'keep' | null>(null)
  const mayOn = useMayOn()
  const channelIds = post.variants.map(({ channelId }) => channelId)
  const go = useGo()
  const { remove, duplicate, unschedule } = usePostActs()
  if (!mayOn('post.write', channelIds)) return null
  const mayTakeBack = post.stage !== 'scheduled' || mayOn('post.publish', channelIds)
  const close = () => setAsking(null)
  return (
    <>
      <Menu trigger={<IconButton icon={Ellipsis} label={t('more')} look="secondary" />}>
        <MenuItem icon={History} onSelect={() => go(`/posts/${post.id}/versions`)}>
          {together('versions.nav')}
        </MenuItem>
        <MenuItem icon={Copy} onSelect={() => duplicate.mutate(post)}>
          {t('duplicate')}
        </MenuItem>
        <MenuItem icon={CopyPlus} onSelect={() => setAsking('copy')}>
          {bulk('copy.title')}
        </MenuItem>
        <MenuItem icon={Shapes} onSelect={() => setAsking('keep')}>
          {bulk('keep.title')}
        </MenuItem>
        <MenuItem icon={Repeat} onSelect={() => go(`/bulk/series/new?post=${post.id}`)}>
          {bulk('repeat')}
        </MenuItem>
        {post.stage === 'scheduled' && mayOn('post.publish', channelIds) && (
          <MenuItem icon={CalendarX} onSelect={() => unschedule.mutate(post)}>
            {t('unschedule')}
          </MenuItem>
        )}
        {mayTakeBack && (
          <>
            <MenuLine />
            <MenuItem
              icon={Trash2}
              danger
              onSelect={() => remove.mutate(post, { onSuccess: () => go('/posts') })}
            >
              {t('delete')}
            </MenuItem>
          </>
        )}
      </Menu>
      <Suspense fallback={null}>
        {asking === 'copy' && <CopyDialog post={post} onClose={close} />}
        {asking === 'keep' && <KeepDialog post={post} onClose={close} />}
      </Suspense>
    </>
  )
}
