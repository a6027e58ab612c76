import { CalendarX, Copy, Ellipsis, Trash2 } from 'lucide-react'
import type { Post } from '../../../modules/create/posts/contract.ts'
import { useMayOn } from '../../api/channels.ts'
import { IconButton } from '../../kit/button.tsx'
import { Menu, MenuItem, MenuLine } from '../../kit/menu.tsx'
import { useGo } from '../../kit/route.ts'
import { useWords } from '../../kit/words.ts'
import { usePostActs } from './use-post-acts.ts'

/** What is seldom done with a post. */
export function PostMenu({ post }: { post: Post }) {
  const t = useWords('posts')
  const mayOn = useMayOn()
  const channelIds = post.variants.map(({ channelId }) => channelId)
  const go = useGo()
  const { remove, duplicate, unschedule } = usePostActs()
  if (!mayOn('post.write', channelIds)) return null
  const mayTakeBack = post.stage !== 'scheduled' || mayOn('post.publish', channelIds)
  return (
    <Menu trigger={<IconButton icon={Ellipsis} label={t('more')} look="secondary" />}>
      <MenuItem icon={Copy} onSelect={() => duplicate.mutate(post)}>
        {t('duplicate')}
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
  )
}
