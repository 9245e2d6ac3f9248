type Pair = readonly [string, string];

/** One word more among many that are equal. */
const LONG =
  "Our shop sends parcels to customers in all of the country and we would like to write a short note for them that says what becomes of a parcel which nobody took in and how they get it back when it was returned to our store";

/** Questions that lie close together and have different answers. */
export const DIFFERENT_QUESTIONS: Readonly<Record<string, readonly Pair[]>> = {
  negations: [
    ["Can dogs eat grapes?", "Can't dogs eat grapes?"],
    ["Which foods are safe for dogs?", "Which foods are not safe for dogs?"],
    ["which plants need water every day", "which plants never need water every day"],
    ["List the states with a coast", "List the states without a coast"],
    ["Who won a medal?", "Who didn't win a medal?"],
    ["Is the server reachable?", "Is the server unreachable?"],
    ["Name all primes except two", "Name all primes and two"],
    ["Explain why we should use tabs in this code base", "Explain in this code base why we shouldn't use tabs"],
  ],
  numbers: [
    ["What happened in 2023?", "What happened in 2024?"],
    ["What is 17 * 23?", "What is 17 * 24?"],
    ["What is 5 - 3?", "What is 5 + 3?"],
    ["What is 5!", "What is 5?"],
    ["Is 1,000 more than 999?", "Is 1.000 more than 999?"],
    ["Name three rivers of Asia", "Name five rivers of Asia"],
    ["Who was the first president?", "Who was the second president?"],
    ["What costs $5?", "What costs €5?"],
    ["What is 10% of 50?", "What is 50% of 10?"],
    ["What is -5 squared?", "What is 5 squared?"],
    ["Is x < y?", "Is x > y?"],
    ["What is x²?", "What is x2?"],
    ["Is 3 in [1,3)?", "Is 3 in (1,3)?"],
    ["How long do eggs keep for 2 days at home", "for how long at home can eggs keep after 3 days"],
  ],
  entities: [
    ["What is the capital of France?", "What is the capital of Spain?"],
    ["what is the capital of france", "what is the capital of spain"],
    ["Paris weather", "Berlin weather"],
    ["How far is Rome from Athens?", "How far is Rome from Sparta?"],
    ["cheap hotels in new york", "cheap hotels in san francisco"],
    ["Who founded Apple?", "Who founded apple orchards?"],
    ["What does the word 'cat' mean?", "What does the word 'dog' mean?"],
    ["Translate to French: the dog sleeps", "Translate to German: the dog sleeps"],
    ['Spell "color"', 'Spell "colour"'],
    ["What does `parseInt` return?", "What does `parseFloat` return?"],
    ["What does getUser return in api.ts?", "What does getUsers return in api.ts?"],
    ["Is C++ faster?", "Is C# faster?"],
    ["What is HTTP/1 like?", "What is HTTP/2 like?"],
    ["Open file_a.txt in vim", "Open file_b.txt in vim"],
    ["what is a cat", "what is a dog"],
  ],
  order: [
    ["Flights from Paris to Berlin", "Flights from Berlin to Paris"],
    ["convert usd to eur", "convert eur to usd"],
    ["Does the dog chase the cat?", "Does the cat chase the dog?"],
    ["is rome older than athens", "is athens really much older than rome"],
  ],
  "opposites and words that decide": [
    ["How do I increase the volume?", "How do I decrease the volume?"],
    ["Explain how to enable dark mode in settings", "In settings explain how to disable dark mode"],
    ["What to do before surgery?", "What to do after surgery?"],
    ["Is it cheaper with insurance?", "Is it cheaper for insurance?"],
    ["the highest mountain", "the lowest mountain"],
    ["flights to paris", "flights from paris"],
    ["What runs on Monday?", "What runs on Tuesday?"],
    ["How many miles is it?", "How many kilometers is it?"],
    ["Why did it rain?", "When did it rain?"],
    ["What is my name?", "What is your name?"],
    ["tea and coffee", "tea or coffee"],
    ["Who is he?", "Who is she?"],
    ["What am I?", "What do I do?"],
    ["What is photosynthesis?", "What does photosynthesis do?"],
    ["What animals are mammals?", "Are animals mammals?"],
  ],
  "a word more, or another one": [
    ["Is it safe to eat chicken?", "Is it safe to eat raw chicken?"],
    ["Explain photosynthesis", "Explain photosynthesis briefly"],
    ["Summarize the plot of Hamlet", "Criticize the plot of Hamlet"],
    ["Tell me a joke", "What is a joke?"],
    ["How do you feel?", "How do I feel?"],
    [LONG, LONG.replace("short", "rude")],
    [LONG, LONG.replace("short", "rude").replace("customers", "patients")],
  ],
  "other languages": [
    ["Welche Pilze sind giftig?", "Welche Pilze sind nicht giftig?"],
    ["¿Qué tren sale hoy?", "¿Qué tren no sale hoy?"],
    ["法国的首都是哪里", "德国的首都是哪里"],
    ["Какие грибы ядовиты?", "Какие грибы не ядовиты?"],
  ],
};

/** Questions that are one, in other words that ask and fill. */
export const EQUAL_QUESTIONS: readonly Pair[] = [
  ["How do I reset my password?", "how can I reset my password"],
  ["How do I reset my password?", "Hi, could you please tell me how to reset my password? Thanks!"],
  ["What is the capital of France?", "Tell me the capital of France."],
  ["What is the capital of France?", "what's the capital of france?"],
  ["What's the capital of France?", "Please give me the capital of France"],
  ["Which is the longest river?", "What is the longest river?"],
  ["I'd like to know why the sky is blue.", "Why the sky is blue, please"],
  ["Can you explain what a monad is?", "Explain what a monad is, please."],
];

/** Questions that are one in freely chosen words. */
export const FREELY_EQUAL_QUESTIONS: readonly Pair[] = [
  ["Describe why cats purr at night", "give reasons why cats make sounds at night"],
  ["Suggest a good museum in Rome with children", "which good museum in Rome suits families with children"],
];
