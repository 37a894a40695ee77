/** The public API of depthcert. The verifier is also a module of its own, `depthcert/verifier`. */

export {
  type Campaign,
  campaignId,
  makeCampaign,
  planShards,
  readCampaign,
  type ShardPlan,
} from './campaign/campaign.ts';
export { type Refutation, refuteVariant } from './campaign/mutants.ts';
export { inThisThread, inThreads, type Pool } from './campaign/pool.ts';
export type {
  CoverageClass,
  Hypothesis,
  Property,
  Variant,
} from './campaign/property.ts';
export { Disagreement } from './campaign/property.ts';
export {
  type CampaignOptions,
  type CampaignResult,
  runCampaign,
  type Shard,
  type StatementResult,
} from './campaign/run-campaign.ts';
export { type InstanceResult, runInstance } from './campaign/run-instance.ts';
export { Interrupted, type RunShardOptions, runShard } from './campaign/run-shard.ts';
export { type RunStoreOptions, runStore, type StoreResult } from './campaign/run-store.ts';
export type { Certificate, HypothesisEvidence, Proof, Provenance, Verdict } from './certificate/certificate.ts';
export { FORMAT } from './certificate/certificate.ts';
export { type CertifiedGap, certifiedGap } from './certificate/certified-gap.ts';
export { type Classification, classify } from './certificate/classify.ts';
export { explain } from './certificate/explain/explain.ts';
export { type NamedInstance, readInstance } from './certificate/read.ts';
export { VERSION } from './certificate/version.ts';
export { certificateLine, digestOf, makeCertificate, readable, writeCertificate } from './certificate/write.ts';
export { decide } from './decision/decide.ts';
export type { Decision } from './decision/decision.ts';
export type { Evidence } from './evidence/evidence.ts';
export { Matrix } from './exact/matrix.ts';
export { Rational } from './exact/rational.ts';
export {
  type AnyInstance,
  type AnyInstanceJson,
  hasSquareLoss,
  type Instance,
  type InstanceJson,
  instanceFromJson,
  instanceToJson,
  makeInstance,
  makeInstanceWithLoss,
} from './network/instance.ts';
export {
  type AnyLoss,
  isQuadratic,
  isTranscendental,
  type Loss,
  type LossJson,
  type LossKind,
  type QuadraticLoss,
  type TranscendentalLoss,
} from './network/loss.ts';
export { makeLoss } from './network/losses/index.ts';
export type { Tower, TowerJson } from './network/tower.ts';
export { readManifest } from './store/manifest.ts';
export { commonCampaign, type Union, uniteStores, writeUnion } from './store/merge.ts';
export type { ShardRecord } from './store/record.ts';
export { StoreRefused } from './store/refused.ts';
export { campaignOf, findShard } from './store/store.ts';
export type { ShardTally, Trouble } from './store/tally.ts';
export { classifyTrained, type TrainedClassification } from './trained/classify-trained.ts';
export { type Parts, type Reading, readMatrix, readPoint } from './trained/input.ts';
export { Unreadable } from './trained/unreadable.ts';
export { Failure, type Result, type Status, verifyCertificate } from './verifier/index.ts';
