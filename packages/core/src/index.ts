/** The pure core of Headroom: reads requests, plans edits, applies them, and gives originals back. */

export type { CompressContext, Compression, Compressor, Content, ContentKind } from "./compressors/compressor.js";
export type { Anchor } from "./conversation/anchor.js";
export {
  type AnswerWatch,
  type AnswerWatchRules,
  createAnswerWatch,
  eventText,
  eventType,
} from "./conversation/answer-watch.js";
export { type ChatToolRules, createChatTools } from "./conversation/chat-tools.js";
export type { Dialect, RawSource, Replacement, WrappedText } from "./conversation/dialect.js";
export type {
  DropEdit,
  Edit,
  Eviction,
  GentlerText,
  InsertEdit,
  Offload,
  ReplaceEdit,
  ReplaceJsonEdit,
} from "./conversation/edit.js";
export { readFunctionCall } from "./conversation/function-call.js";
export { isHistoryHeld } from "./conversation/history-held.js";
export { asArray, asCount, asObject, asString, type JsonObject } from "./conversation/json-shape.js";
export { jsonPart, type PartOrigin, sealedPart, textPart } from "./conversation/make-part.js";
export type { MessageRun } from "./conversation/message-run.js";
export type { Conversation, Lock, Part, PartKind, Role } from "./conversation/part.js";
export { type ContentReader, readContent } from "./conversation/read-content.js";
export { sourceWithout } from "./conversation/source-without.js";
export type { AnswerFollower, ToolCall, ToolFormat, ToolResult } from "./conversation/tool-format.js";
export type { ResultPlace } from "./conversation/tool-results.js";
export { type Usage, type UsageReader, uncachedInputTokens, usageOf } from "./conversation/usage.js";
export { type CallFacts, withCall } from "./conversation/with-call.js";
export { askForCount, type CountQuestion, type FetchLike } from "./counting/ask-for-count.js";
export { type ContentClass, contentClass, type DividedText, divideByScript } from "./counting/content-class.js";
export { type CountedScripts, countByScript, scaleCounts } from "./counting/count-by-script.js";
export { CountError, type CountFailure, countErrorOf, retryAfterOf } from "./counting/count-error.js";
export type { OfficialCounter } from "./counting/official-counter.js";
export type { CertainOverhead, Overhead, RequestOverheads, UncertainOverhead } from "./counting/overhead.js";
export type { OfficialMeans, ProviderCounting, UsageField } from "./counting/provider-counting.js";
export { type CountMethod, sumCounts, type TokenCount } from "./counting/token-count.js";
export { ANY_VOCABULARY, type Scale, type VocabularyScale } from "./counting/vocabulary-scale.js";
export { withoutMembers } from "./counting/without-members.js";
export { type Digest, HANDLE_LENGTH, handleOf, isHandle } from "./digest/handle.js";
export { sha256 } from "./digest/sha256.js";
export { UnreadableBodyError } from "./document/byte-document.js";
export type { Change, ChangedSpan } from "./document/request-document.js";
export { HeadroomError, type HeadroomErrorCode, isContextOverflow } from "./errors.js";
export { expandText, handlesIn, holdsForm, type ResolveHandle } from "./form/expand-text.js";
export type { FormCodec, FormContext } from "./form/form-codec.js";
export { canonical } from "./json/canonical.js";
export { insertAfter, replaceAt } from "./json/edit-value.js";
export { equalJson } from "./json/equal-json.js";
export { locate, nodeSource } from "./json/json-node.js";
export { JsonKind, type JsonTree } from "./json/json-tree.js";
export type { JsonPath, JsonValue } from "./json/path.js";
export { removeElements } from "./json/remove-elements.js";
export { type ScanOptions, scanJson } from "./json/scan-json.js";
export { insertAfterNode, replaceNode, type Splice, spliceText } from "./json/splice.js";
export { attempt, forEachInOrder, type MaybePromise, whenReady } from "./maybe-promise.js";
export type { Mode } from "./mode.js";
export { type CostBreakdown, type CostEstimate, estimateCost } from "./models/estimate-cost.js";
export { joinModelTable, type TableParts } from "./models/join-model-table.js";
export { createModelCatalog, type ModelCatalog, type ResolvedModel, unbilled } from "./models/model-catalog.js";
export type {
  CacheFacts,
  CacheMatch,
  Day,
  FactGroup,
  FactList,
  FactName,
  FactSource,
  FamilyFacts,
  KnownModel,
  ListedFacts,
  ModelFacts,
  ModelTable,
  PeakHours,
  Price,
  PriceTier,
  Rates,
} from "./models/model-facts.js";
export { checkModelOverrides, type ModelOverride, type ModelOverrides } from "./models/model-overrides.js";
export type { ModelWarning } from "./models/model-warning.js";
export { priceAt, priceCliffs, ratesFor, stalePrices } from "./models/price-at.js";
export { checkOptionNames } from "./options/check-option-names.js";
export { invalidOption } from "./options/invalid-option.js";
export { conservativeOptions } from "./pipeline/conservative-options.js";
export { type ExpandOptions, expandBody, expandObject } from "./pipeline/expand-body.js";
export { createMemo, type Memo } from "./pipeline/memo.js";
export { createOptimizer, type Optimized, type Optimizer, type RequestOptions } from "./pipeline/optimizer.js";
export type { OptimizerOptions, Profile } from "./pipeline/options.js";
export {
  type AnyFetch,
  type ClientAdapter,
  fetchOf,
  hasMethods,
  memberOf,
  rebuildClient,
  reoptionable,
  type WrapFetch,
} from "./provider/client-adapter.js";
export { createProvider } from "./provider/create-provider.js";
export { type DetectedProvider, detectProvider, type ProviderSigns } from "./provider/detect-provider.js";
export { findRoute, matchRoute, type RouteMatch, servesHost } from "./provider/match-route.js";
export { openaiError } from "./provider/openai-error.js";
export type {
  CostQuestion,
  HeaderOf,
  Provider,
  ProviderDefinition,
  ProviderProblem,
  ProviderRoute,
} from "./provider/provider.js";
export { bearerOf, isConservative, isToken, type TrafficClass, trafficClassOf } from "./provider/traffic-class.js";
export { extractAnchors } from "./relevance/anchors.js";
export type { AsyncRelevanceScorer } from "./relevance/async-relevance-scorer.js";
export { type Bm25Options, createBm25Scorer } from "./relevance/bm25-scorer.js";
export type { RelevanceScore, RelevanceScorer } from "./relevance/relevance-scorer.js";
export type { PartOutcome, Report } from "./report/report.js";
export {
  type CallSavings,
  createSavingsLog,
  type SavingsLog,
  type SavingsLogOptions,
  type SavingsSummary,
} from "./report/savings-log.js";
export { savingsPercent } from "./report/savings-percent.js";
export type { Warning } from "./report/warning.js";
export type { WasteSignals } from "./report/waste-signals.js";
export { type Answered, answerRetrieveCalls } from "./retrieval/answer-retrieve-calls.js";
export {
  createRetriever,
  type RetrieveAnswer,
  type Retriever,
  type RetrieverOptions,
} from "./retrieval/create-retriever.js";
export { type EarlierAnswer, earlierAnswerOf } from "./retrieval/earlier-answer.js";
export { offerRetrieveTool } from "./retrieval/offer-retrieve-tool.js";
export { originalKey } from "./retrieval/original-key.js";
export { RETRIEVE_COMMAND, type Retrieval, type RetrievalOption } from "./retrieval/resolve-retrieval.js";
export { retrieve } from "./retrieval/retrieve.js";
export { retrieveCallsInTurn } from "./retrieval/retrieve-calls-in-turn.js";
export { type RetrieveFilter, retrievePart } from "./retrieval/retrieve-part.js";
export { type RetrieveRequest, readRetrieveCall } from "./retrieval/retrieve-request.js";
export { isRetrieveTool, RETRIEVE_TOOL, retrieveTool, type ToolDescription } from "./retrieval/retrieve-tool.js";
export { createUsageReader, type UsageFold } from "./sse/create-usage-reader.js";
export { createEventSplitter, type EventSplitter } from "./sse/split-events.js";
export { createSseReader, type SseEvent, type SseReader, type SseReaderOptions } from "./sse/sse-reader.js";
export type {
  Budget,
  BudgetDecision,
  BudgetPeriod,
  BudgetState,
  Budgets,
  Commitment,
  Reservation,
} from "./store/budgets.js";
export { createMemoryStore, type MemoryStoreOptions } from "./store/memory-store.js";
export type {
  RateCharge,
  RateCorrection,
  RateDecision,
  RateLimit,
  RateLimitState,
  RateLimits,
} from "./store/rate-limits.js";
export type { ResponseStore, ResponseStoreLimits } from "./store/response-store.js";
export type { Store } from "./store/store.js";
export { StoreError, type StoreErrorCode } from "./store/store-error.js";
export { type ResolvedStoreLimits, resolveStoreLimits, type StoreLimits } from "./store/store-limits.js";
export type { SyncStore } from "./store/sync-store.js";
export { createEstimator } from "./tokenizer/estimate.js";
export type { Tokenizer } from "./tokenizer/tokenizer.js";
export type { Alignment } from "./transforms/cache-aligner/align/align-messages.js";
export type { CachePrefixMetrics } from "./transforms/cache-aligner/align/stable-prefix.js";
export type { AlignableMessage } from "./transforms/cache-aligner/align/system-texts.js";
export type { CacheAlignerOptions } from "./transforms/cache-aligner/aligner-options.js";
export { alignForCache, type CacheAligner, cacheAligner } from "./transforms/cache-aligner/cache-aligner.js";
export type {
  CacheAlignment,
  PromptChange,
  VolatileFinding,
} from "./transforms/cache-aligner/report/cache-alignment.js";
export type { VolatileKind } from "./transforms/cache-aligner/volatile/volatile-span.js";
export { coldCache } from "./transforms/cold-cache/cold-cache.js";
export type { ColdCacheReport, ColdReason } from "./transforms/cold-cache/cold-cache-report.js";
export { type ContentRouterOptions, contentRouter } from "./transforms/content-router/content-router.js";
export type { SelectionOverrides, ToolProfile, ToolProfiles } from "./transforms/content-router/tool-profiles.js";
export { repeats } from "./transforms/repeats/repeats.js";
export { rollingWindow } from "./transforms/rolling-window/rolling-window.js";
export type { LimitReason } from "./transforms/rolling-window/window-limits.js";
export type { Overflow, RollingWindowOptions } from "./transforms/rolling-window/window-options.js";
export type { WindowReport } from "./transforms/rolling-window/window-report.js";
export type { Standing } from "./transforms/standing.js";
export type { OutcomeKind, PlanContext, Transform } from "./transforms/transform.js";
