import { Avatar as Radix } from 'radix-ui'
import { cx } from './class.ts'
import { type NetworkFace, NetworkMark } from './network.tsx'

const segmenter = new Intl.Segmenter('und', { granularity: 'grapheme' })

/** First letters of the first two words, as a person reads letters. */
export const initials = (name: string): string =>
  name
    .trim()
    .split(/\s+/)
    .slice(0, 2)
    .map((word) => [...segmenter.segment(word.replace(/^[@#]/, ''))][0]?.segment ?? '')
    .join('')
    .toLocaleUpperCase()

const sizes = {
  small: 'size-6 text-[0.625rem]',
  normal: 'size-8 text-xs',
  large: 'size-11 text-base',
}

type Props = {
  name: string
  src?: string | null
  size?: keyof typeof sizes
  /** Workspaces and brands are squares, people are round. */
  square?: boolean
  /** The network of an account, in the corner. */
  network?: NetworkFace
  className?: string
}

/** A picture of a person or account; its initials while there is none. Decoration: the name stands beside it. */
export const Avatar = ({ name, src, size = 'normal', square, network, className }: Props) => (
  <span className={cx('relative inline-flex shrink-0', className)} aria-hidden>
    <Radix.Root
      className={cx(
        'inline-flex items-center justify-center overflow-hidden bg-accent-soft font-semibold text-accent select-none',
        sizes[size],
        square ? 'rounded-md' : 'rounded-full',
      )}
    >
      {src && (
        <Radix.Image src={src} alt="" className="size-full object-cover" referrerPolicy="no-referrer" />
      )}
      <Radix.Fallback delayMs={src ? 300 : undefined}>{initials(name)}</Radix.Fallback>
    </Radix.Root>
    {network && (
      <NetworkMark
        network={network}
        // A small picture has two letters, and a large mark would lie on them.
        size={size === 'small' ? 'tiny' : 'small'}
        className={cx(
          'absolute ring-surface',
          size === 'small' ? '-right-1 -bottom-0.5 ring-1' : '-right-1.5 -bottom-1 ring-2',
        )}
      />
    )}
  </span>
)
