import type { Texts } from './ideas.ts'

export const english: Texts = {
  monday: 'Filter or espresso on a Monday? One word, no explanations.',
  window: 'Show us where you drink your first cup today. The best window wins a bag of {bean}.',
  croissant: 'Finish the sentence: coffee without a croissant is like …',
  guess: 'Guess how many cups we poured last week. The closest answer drinks for free.',
  milk: 'Oat, cow or nothing at all? We settle it here, politely.',
  song: 'What song should play while the {bean} cools down? We take requests until noon.',
  shelf: 'Two bags on the shelf: {bean} or the house blend. Which one goes first?',
  habit: 'Your coffee superstition, please. Ours: never stir clockwise before nine.',
  roast: 'Roast no. {n}, {bean}, left the drum at 6:40 this morning. The whole street smells of caramel.',
  ilze: 'Meet Ilze, who has tasted every batch since we opened. Her favourite is no. {n}.',
  scale: 'We repaired the old scale instead of buying a new one. It is two grams more honest now.',
  letter: 'A letter from the farm that grows our {bean}: the rain came on time this year.',
  morning: 'Six in the morning, lights on, first kettle. Good morning from the roastery.',
  paper: 'Our bags are all paper again. The lining came right at attempt no. {n}.',
  bitter: 'Bitter cup? Grind one step coarser before you blame the beans.',
  water: 'Water at 93 °C, 60 grams per litre, four minutes. The rest is taste.',
  flowers: 'Why {bean} smells of flowers: high fields, cool nights, slow cherries.',
  keep: 'Keep coffee closed, dry and dark, but not in the fridge: it takes on every smell there is.',
  rest: 'Freshest is not best: most beans open up {n} days after roasting.',
  back: '{bean} is back, {n} crates this time. It is in the shop, delivery is free until Sunday.',
}
