import { Link } from '@tanstack/react-router'
import { ExternalLink, type LucideIcon, Megaphone, PencilLine } from 'lucide-react'
import type { DeliveryDetail } from '../../../modules/publish/deliveries/contract.ts'
import { useChannels } from '../../api/channels.ts'
import { Button } from '../../kit/button.tsx'
import { useWords } from '../../kit/words.ts'

/** A place where a person can see or mend what stands in the way of a delivery. */
export type Way = { key: string; icon: LucideIcon; label: string; help: string } & (
  | { to: string }
  | { href: string }
)

/** Where to go first: the words that were refused, the channel that lost its sign-in, the account to look at. */
export function useWays({ state, failure, postId, channel, actions, parts, behind }: DeliveryDetail): Way[] {
  const t = useWords('deliveries')
  const profile = useChannels()?.get(channel.id)?.profileUrl
  const ways: Way[] = []
  if (failure?.kind === 'reconnect' && actions.length > 0)
    ways.push({
      key: 'join',
      icon: Megaphone,
      label: t('ways.join'),
      help: t('ways.joinHelp'),
      to: `/channels/${channel.id}`,
    })
  // What has begun, or was left behind, keeps its words: a change of the post puts nothing right.
  if (state === 'failed' && failure?.kind === 'rejected' && parts.length === 0 && !behind)
    ways.push({
      key: 'change',
      icon: PencilLine,
      label: t('ways.change'),
      help: t('ways.changeHelp'),
      to: `/posts/${postId}`,
    })
  // Where the network can be asked, that is quicker and surer than somebody's eyes.
  if (state === 'in_doubt' && profile && !actions.includes('look'))
    ways.push({
      key: 'open',
      icon: ExternalLink,
      label: t('openAccount', { handle: channel.handle }),
      help: t('ways.openHelp'),
      href: profile,
    })
  return ways
}

type ButtonProps = { way: Way; primary?: boolean; className?: string }

export function WayButton({ way, primary, className }: ButtonProps) {
  const { icon: Icon, label } = way
  const inside = (
    <>
      <Icon aria-hidden className="size-4 shrink-0" />
      <span className="min-w-0 truncate">{label}</span>
    </>
  )
  return (
    <Button asChild look={primary ? 'primary' : 'secondary'} className={className}>
      {'to' in way ? (
        <Link to={way.to}>{inside}</Link>
      ) : (
        <a href={way.href} target="_blank" rel="noreferrer">
          {inside}
        </a>
      )}
    </Button>
  )
}
