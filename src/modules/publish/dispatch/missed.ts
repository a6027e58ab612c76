/** Why something that nobody sent waits for a person. */
export const missedWords =
  'Its time passed before it could be sent. Publish it now, give it another time, or leave it.'

export const unapprovedWords =
  'Its time came and nobody had said yes to exactly this. Let it be approved, then give it another time, or leave it.'
