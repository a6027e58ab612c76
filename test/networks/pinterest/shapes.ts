import type { Board, Member, Pin, PinterestState } from './state.ts'

const picture = (name: string, width: number, height: number) => ({
  url: `https://i.pinimg.com/${name}/${width}.jpg`,
  width,
  height,
})
const sizes = {
  '150x150': picture('150x150', 150, 150),
  '400x300': picture('400x300', 400, 300),
  '600x': picture('600x', 600, 900),
  '1200x': picture('1200x', 1200, 1800),
}

/** Instants as they are seen in its answers: of UTC, whole seconds, and no word of the zone. */
const instant = (at: Date): string => at.toISOString().slice(0, 19)

export const asBoard = (board: Board, state: PinterestState) => ({
  id: board.id,
  name: board.name,
  description: '',
  privacy: 'PUBLIC',
  created_at: instant(board.createdAt),
  board_pins_modified_at: instant(board.modifiedAt),
  pin_count: state.pins.filter((pin) => pin.board === board.id).length,
  follower_count: 0,
  collaborator_count: 0,
  owner: { username: state.members.get(board.owner)?.username ?? '' },
})

export const asUser = (member: Member, state: PinterestState) => ({
  id: member.id,
  account_type: 'BUSINESS',
  username: member.username,
  business_name: member.name,
  about: member.about,
  profile_image: `https://i.pinimg.com/avatars/${member.id}.jpg`,
  website_url: member.website?.address ?? '',
  board_count: state.boards.filter(({ owner }) => owner === member.id).length,
  follower_count: member.counts.followers ?? null,
  following_count: member.counts.following ?? null,
  pin_count: member.counts.posts ?? null,
  monthly_views: 0,
})

/** `withMetrics`: totals since it was made and of 90 days, by their small names. */
export const asPin = (pin: Pin, state: PinterestState, withMetrics: boolean) => ({
  id: pin.id,
  created_at: instant(pin.createdAt),
  title: pin.title,
  description: pin.description,
  link: pin.link,
  alt_text: pin.alt,
  board_id: pin.board,
  board_section_id: pin.section,
  board_owner: { username: state.members.get(pin.owner)?.username ?? '' },
  parent_pin_id: pin.parent,
  dominant_color: '#6E7874',
  is_owner: true,
  is_standard: true,
  has_been_promoted: false,
  creative_type: pin.shown.type === 'image' ? 'REGULAR' : pin.shown.type === 'video' ? 'VIDEO' : 'CAROUSEL',
  media: mediaOf(pin),
  ...(withMetrics && { pin_metrics: metricsOf(pin) }),
})

function mediaOf({ shown }: Pin) {
  if (shown.type === 'image') return { media_type: 'image', images: sizes }
  if (shown.type === 'video')
    return { media_type: 'video', images: sizes, cover_image_url: sizes['600x'].url, duration: null }
  const items = shown.pictures.map(() => ({ item_type: 'image', images: sizes, title: null, link: null }))
  return { media_type: 'multiple_images', items }
}

function metricsOf({ counts }: Pin) {
  const told: Record<string, number> = {}
  const names = {
    impression: counts.impressions,
    clickthrough: counts.clicks,
    reaction: counts.likes,
    comment: counts.replies,
  }
  for (const [name, value] of Object.entries(names)) if (typeof value === 'number') told[name] = value
  return { '90d': told, lifetime_metrics: told }
}
