/** Lists are English. A word of another language stands in none of them, which makes a guard stricter, not looser. */
function words(text: string): ReadonlySet<string> {
  return new Set(text.trim().split(/\s+/));
}

/** Words that decide what is asked, though texts with and without them, or with their opposites, lie close together. */
export const DECIDING_WORDS = words(`
  not no never none nobody nothing nowhere neither nor without except excluding unless hardly barely rarely seldom lack
  lacks lacking only but instead

  zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen
  nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion trillion dozen half
  quarter first second third fourth fifth sixth seventh eighth ninth tenth last next previous once twice single double
  triple both either all any some every each many much more less most least few fewer little several than

  how why when where who whom whose or if with from before after during since until till above below over under up down
  in out on off left right north south east west against for by between inside outside

  i me my mine we us our ours you your yours he him his she her hers they them their theirs it its this that these those

  am be been do does did was were will would should must may might has have had already yet still again

  today tomorrow yesterday now monday tuesday wednesday thursday friday saturday sunday january february march april june
  july august september october november december morning noon afternoon evening night day week month year decade century
  spring summer autumn fall winter past present future

  km mile miles kilometers kilometres meter meters metres cm mm inch inches foot feet yard yards kg kilo kilos gram grams lb
  lbs pound pounds ounce ounces ton tons liter liters litre litres gallon gallons celsius fahrenheit kelvin second seconds
  minute minutes hour hours days weeks months years euro euros dollar dollars yen usd eur gbp percent

  increase increases decrease decreases raise lower rise rises reduce grow shrink maximum minimum max min high low higher
  highest lowest large small larger smaller largest smallest big bigger biggest greater older younger oldest youngest newer
  newest new old best worst better worse good bad hot cold warm cool open close closed enable disable enabled disabled allow
  deny allowed forbidden permit prohibit legal illegal safe unsafe dangerous possible impossible buy sell bought sold start
  stop begin end add remove delete insert create destroy accept reject refuse install uninstall encrypt decrypt encode decode
  compress decompress import export upload download push pull lock unlock connect disconnect include exclude win lose won lost
  pass fail true false yes positive negative advantage disadvantage advantages disadvantages pros cons benefit benefits risk
  risks cause causes effect effects prevent male female man woman men women boy girl boys girls father mother husband wife son
  daughter brother sister early late earlier later fast slow faster slower short long shorter longer light dark dry wet rich
  poor cheap expensive hard soft easy difficult strong weak major minor public private input output client server sync async
  read write get set show hide send receive borrow lend teach learn arrive leave enter exit internal external local remote
  ancient modern same different similar opposite odd even horizontal vertical row rows column columns ascending descending
  forward backward alive dead raw cooked inner outer upper full empty gain gains loss losses profit
`);

/** Words without which a question is the same one. */
export const FILLING_WORDS = words("a an the is are to of and");

/** Words that questions begin with, whose capital makes no name of them. */
export const OPENING_WORDS = words(`
  what which can could shall explain describe define list name write give tell show summarize summarise translate find
  compare convert calculate compute make suggest recommend help
`);
