import { cx } from './class.ts'

/** What of a network's manifest its mark needs. */
export type NetworkFace = { id: string; name: string; colour: string; mark?: string }

type Props = { network: NetworkFace; size?: 'tiny' | 'small' | 'normal' | 'large'; className?: string }

const sizes = {
  tiny: 'size-3 rounded-[3px]',
  small: 'size-4 rounded-[4px]',
  normal: 'size-5 rounded-[5px]',
  large: 'size-9 rounded-md',
}

/** A network's colour as a small mark, with its sign where the manifest has one, else its first letter. */
export const NetworkMark = ({ network, size = 'normal', className }: Props) => (
  <span
    role="img"
    aria-label={network.name}
    title={network.name}
    className={cx('inline-flex shrink-0 items-center justify-center text-white', sizes[size], className)}
    style={{ backgroundColor: network.colour }}
  >
    {network.mark ? (
      <svg viewBox="0 0 24 24" className="size-[66%] fill-current" aria-hidden="true">
        <path d={network.mark} />
      </svg>
    ) : (
      <span aria-hidden className={cx('leading-none font-bold', size === 'large' ? 'text-base' : 'text-2xs')}>
        {network.name.slice(0, 1)}
      </span>
    )}
  </span>
)
