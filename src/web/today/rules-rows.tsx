import { Link } from '@tanstack/react-router'
import { Scale } from 'lucide-react'
import { Button } from '../kit/button.tsx'
import { useWords } from '../kit/words.ts'
import { NeedRow } from './need-row.tsx'

/** The first of them; the rest stand among the notices. */
const mostPosts = 5

export type Outdated = { postId: string; text: string }

/** Scheduled posts that the rules of where their readers are have overtaken. */
export default function RulesRows({ posts }: { posts: readonly Outdated[] }) {
  const t = useWords('today')
  return posts.slice(0, mostPosts).map(({ postId, text }) => {
    const to = `/posts/${postId}?edit=true`
    return (
      <NeedRow
        key={postId}
        icon={Scale}
        tone="warn"
        to={to}
        title={t('needs.rules')}
        facts={text || t('needs.noText')}
        actions={
          <Button asChild size="small">
            <Link to={to as never}>{t('needs.mend')}</Link>
          </Button>
        }
      />
    )
  })
}
