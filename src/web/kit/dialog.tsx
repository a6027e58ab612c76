import { X } from 'lucide-react'
import { Dialog as Radix } from 'radix-ui'
import type { ReactNode } from 'react'
import { IconButton } from './button.tsx'
import { cx } from './class.ts'
import { useWords } from './words.ts'

export type DialogProps = {
  open: boolean
  onClose: () => void
  title: ReactNode
  /** One sentence under the title. */
  help?: ReactNode
  children: ReactNode
  /** Buttons at the foot; the main one last. */
  actions?: ReactNode
  wide?: boolean
  /** As large as the screen: for work that wants room. */
  full?: boolean
  /** The title is only said to screen readers. */
  bare?: boolean
}

/** The field that asks for it, else the first one, else the dialog itself: never the button that closes it. */
function focusFirst(event: Event): void {
  event.preventDefault()
  const { currentTarget: dialog } = event
  if (!(dialog instanceof HTMLElement)) return
  const field = dialog.querySelector<HTMLElement>('[autofocus], input:not([type="hidden"]), textarea, select')
  const target = field ?? dialog
  target.focus()
}

const veil = 'fixed inset-0 z-40 bg-veil data-[state=open]:animate-appear'

/** One question in the middle of the screen; on a phone it rises from below. Escape closes. */
export function Dialog({ open, onClose, title, help, children, actions, wide, full, bare }: DialogProps) {
  return (
    <Radix.Root open={open} onOpenChange={(next) => !next && onClose()}>
      <Radix.Portal>
        <Radix.Overlay className={veil} />
        <Radix.Content
          {...(help ? {} : { 'aria-describedby': undefined })}
          onOpenAutoFocus={focusFirst}
          className={cx(
            'fixed z-50 flex flex-col bg-raised shadow-float outline-none data-[state=open]:animate-rise',
            full
              ? 'inset-0 md:inset-6 md:rounded-xl'
              : cx(
                  'inset-x-0 bottom-0 max-h-[88dvh] rounded-t-xl',
                  'sm:inset-auto sm:top-[12dvh] sm:left-1/2 sm:max-h-[80dvh] sm:w-[calc(100vw-2rem)] sm:-translate-x-1/2 sm:rounded-xl',
                  wide ? 'sm:max-w-3xl' : 'sm:max-w-md',
                ),
          )}
        >
          <Head title={title} help={help} bare={bare} />
          <div className="min-h-0 flex-1 overflow-y-auto px-5 pb-5">{children}</div>
          {actions && <Foot>{actions}</Foot>}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}

/** A longer form or a detail: from the right on a desktop, from below on a phone. */
export function Sheet({ open, onClose, title, help, children, actions, wide, bare }: DialogProps) {
  return (
    <Radix.Root open={open} onOpenChange={(next) => !next && onClose()}>
      <Radix.Portal>
        <Radix.Overlay className={veil} />
        <Radix.Content
          {...(help ? {} : { 'aria-describedby': undefined })}
          onOpenAutoFocus={focusFirst}
          className={cx(
            'fixed z-50 flex flex-col bg-raised shadow-float outline-none data-[state=open]:animate-rise',
            'inset-x-0 bottom-0 max-h-[92dvh] rounded-t-xl',
            'md:inset-y-0 md:right-0 md:left-auto md:max-h-none md:w-full md:rounded-none md:rounded-l-xl',
            wide ? 'md:max-w-3xl' : 'md:max-w-lg',
          )}
        >
          <Head title={title} help={help} bare={bare} />
          <div className="min-h-0 flex-1 overflow-y-auto px-5 pb-5">{children}</div>
          {actions && <Foot>{actions}</Foot>}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}

function Head({ title, help, bare }: Pick<DialogProps, 'title' | 'help' | 'bare'>) {
  const t = useWords('kit')
  return (
    <div className={cx('flex items-start gap-3 px-5 pt-4 pb-3', bare && 'sr-only')}>
      <div className="min-w-0 flex-1 pt-1 touch:pt-2.5">
        <Radix.Title className="text-lg font-semibold">{title}</Radix.Title>
        {help && <Radix.Description className="mt-1 text-base text-muted">{help}</Radix.Description>}
      </div>
      <Radix.Close asChild>
        <IconButton plain icon={X} label={t('close')} className="-mr-2" />
      </Radix.Close>
    </div>
  )
}

const Foot = ({ children }: { children: ReactNode }) => (
  <div className="flex flex-wrap justify-end gap-2 border-t border-line px-5 py-3 pb-[max(0.75rem,env(safe-area-inset-bottom))] max-sm:flex-col-reverse">
    {children}
  </div>
)
