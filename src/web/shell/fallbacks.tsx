import { type ErrorComponentProps, Link } from '@tanstack/react-router'
import { Compass } from 'lucide-react'
import { useProblemWords } from '../api/words.ts'
import { Button } from '../kit/button.tsx'
import { EmptyState, ErrorState, Skeleton, SkeletonRows } from '../kit/empty.tsx'
import { useWords } from '../kit/words.ts'

/** While a page's file is fetched: its frame. */
export const PageLoading = () => (
  <div className="mx-auto flex w-full max-w-6xl flex-col gap-4 px-4 pt-6 md:px-8 md:pt-8">
    <Skeleton className="h-8 w-56" />
    <SkeletonRows />
  </div>
)

/** A page that broke: said on the page, the rest of the screen stays usable. */
export function PageBroken({ error, reset }: ErrorComponentProps) {
  const words = useProblemWords()
  return <ErrorState words={words(error)} onRetry={() => reset()} />
}

export function PageMissing() {
  const t = useWords('shell')
  return (
    <EmptyState
      icon={Compass}
      title={t('missing.title')}
      action={
        <Button asChild look="primary">
          <Link to="/">{t('missing.home')}</Link>
        </Button>
      }
    >
      {t('missing.words')}
    </EmptyState>
  )
}
