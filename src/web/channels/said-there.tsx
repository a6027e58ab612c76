/** A sentence of a network or server, which is in English and knows more than our words for it. */
export const SaidThere = ({ words }: { words: string }) => (
  <span lang="en" className="mt-1 block text-sm">
    {words}
  </span>
)
