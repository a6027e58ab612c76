import { Check, type LucideIcon } from 'lucide-react'
import { DropdownMenu as Radix } from 'radix-ui'
import type { ReactNode } from 'react'
import { cx } from './class.ts'
import { Keys } from './kbd.tsx'

type MenuProps = {
  /** The button that opens it. */
  trigger: ReactNode
  children: ReactNode
  align?: 'start' | 'end'
  side?: 'top' | 'bottom' | 'right'
  onOpen?: () => void
}

/** A list of things to do with one thing. */
export const Menu = ({ trigger, children, align = 'end', side = 'bottom', onOpen }: MenuProps) => (
  <Radix.Root onOpenChange={(open) => open && onOpen?.()}>
    <Radix.Trigger asChild>{trigger}</Radix.Trigger>
    <Radix.Portal>
      <Radix.Content
        align={align}
        side={side}
        sideOffset={4}
        collisionPadding={8}
        className="z-50 max-h-(--radix-dropdown-menu-content-available-height) max-w-80 min-w-52 overflow-y-auto rounded-lg bg-raised p-1 shadow-float data-[state=open]:animate-appear"
      >
        {children}
      </Radix.Content>
    </Radix.Portal>
  </Radix.Root>
)

const itemLook =
  'flex min-h-8 cursor-default items-center gap-2.5 rounded-md px-2.5 py-1 text-base outline-none select-none data-disabled:opacity-50 data-highlighted:bg-hover touch:min-h-11'

type ItemProps = {
  icon?: LucideIcon
  onSelect?: () => void
  keys?: string
  danger?: boolean
  disabled?: boolean
  /** The child is the item, as with a `<Link>`. */
  asChild?: boolean
  children: ReactNode
}

export function MenuItem({ icon: Icon, onSelect, keys, danger, disabled, asChild, children }: ItemProps) {
  const look = cx(itemLook, danger && 'text-bad')
  if (asChild)
    return (
      <Radix.Item asChild onSelect={onSelect} disabled={disabled} className={look}>
        {children}
      </Radix.Item>
    )
  return (
    <Radix.Item onSelect={onSelect} disabled={disabled} className={look}>
      {Icon && <Icon aria-hidden className={cx('size-4 shrink-0', danger ? 'text-bad' : 'text-faint')} />}
      <span className="min-w-0 flex-1">{children}</span>
      {keys && <Keys keys={keys} />}
    </Radix.Item>
  )
}

/** An item that is chosen or not; the menu stays what it was about. */
export const MenuChoice = ({
  checked,
  onSelect,
  children,
}: {
  checked: boolean
  onSelect: () => void
  children: ReactNode
}) => (
  <Radix.CheckboxItem checked={checked} onSelect={onSelect} className={cx(itemLook, 'pr-9')}>
    <span className="flex min-w-0 flex-1 items-center gap-2.5">{children}</span>
    <Radix.ItemIndicator className="absolute right-3.5">
      <Check aria-hidden className="size-4 text-accent" />
    </Radix.ItemIndicator>
  </Radix.CheckboxItem>
)

export const MenuLabel = ({ children }: { children: ReactNode }) => (
  <Radix.Label className="px-2.5 pt-1.5 pb-1 text-xs text-faint">{children}</Radix.Label>
)

export const MenuLine = () => <Radix.Separator className="-mx-1 my-1 h-px bg-line" />
