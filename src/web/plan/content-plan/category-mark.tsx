import type { PostCategory } from '../../../modules/create/posts/contract.ts'
import { cx } from '../../kit/class.ts'

export const categories = [
  'engaging',
  'brand',
  'educational',
  'promotional',
] as const satisfies readonly PostCategory[]

/** Told apart by shape as well as by colour. */
const looks: Record<PostCategory, string> = {
  engaging: 'rounded-full bg-(--series-1)',
  brand: 'rounded-none bg-(--series-2)',
  educational: 'rounded-none rotate-45 scale-90 bg-(--series-3)',
  promotional: 'rounded-full border-2 border-(--series-4)',
}

export const fills: Record<PostCategory, string> = {
  engaging: 'bg-(--series-1)',
  brand: 'bg-(--series-2)',
  educational: 'bg-(--series-3)',
  promotional: 'bg-(--series-4)',
}

export const CategoryMark = ({ category }: { category: PostCategory }) => (
  <span aria-hidden className={cx('inline-block size-2.5 shrink-0', looks[category])} />
)
