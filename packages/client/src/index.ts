// The typed SDK of the BPJS web services: sign, send, open, classify. It has no state between calls except its sockets. The catalogue comes
// along, so that a stranger's project needs this one import.
export {
  type Confidence,
  antreanfktp,
  antreanrs,
  aplicares,
  apotek,
  eklaim,
  EKLAIM_ERRORS,
  EKLAIM_METHODS,
  type EklaimMethod,
  type EklaimRequestOf,
  type EklaimResponseOf,
  type Endpoint,
  ENDPOINTS,
  type Environment,
  erekammedis,
  explain,
  findEklaimMethod,
  findEndpoint,
  icare,
  type ParamsOf,
  pcare,
  type RequestOf,
  type ResponseOf,
  type Service,
  SERVICE_NAMES,
  SERVICES,
  sisrute,
  srbk,
  ungroupableReason,
  vclaim,
  type WriteClass,
} from '@titian/contract';
export type { AlreadyAnswer, Answer, EmptyAnswer, OkAnswer } from './answer.ts';
export { checkBaseUrl } from './base-url.ts';
export {
  CAPTURE_VERSION,
  type CapturedExchange,
  isUnfamiliar,
  mayBeUnfamiliar,
  redactExchange,
} from './capture/record.ts';
export { sentenceTwin } from './capture/sentence.ts';
export { contractDifferences, readCapture, replayExchange } from './capture/replay.ts';
export { classifyFailure, classifyReply, type ClassifyInput, RETRY_AFTER_LIMIT_MS, type Verdict } from './classify.ts';
export {
  type BpjsClient,
  type ClientLimits,
  type ClientOptions,
  type ClientSettings,
  createBpjsClient,
  type Credentials,
  prepareCall,
  type PreparedCall,
  type PageInput,
  type PrepareOptions,
  type SendOptions,
} from './client.ts';
export {
  type Advice,
  BPJS_ERROR_CODES,
  BpjsError,
  type BpjsErrorCode,
  type BpjsErrorInit,
  type Effect,
  type ErrorContext,
  isBpjsError,
} from './errors.ts';
export type { ClientHooks, Exchange, HookName, RequestSeen, ResponseSeen, VerdictSeen } from './hooks.ts';
export type { ReceivedContent } from './opened.ts';
export type { PageOptions, RowOf } from './paging.ts';
export {
  type Clock,
  FAILURE_REASONS,
  type FailureReason,
  type Transport,
  TransportFailure,
  type WireReply,
  type WireRequest,
} from './transport/transport.ts';
export { createUndiciTransport, type UndiciTransportOptions } from './transport/undici-transport.ts';
export { type MedicalRecordKey, openMedicalRecord, sealMedicalRecord } from './wire/medical-record.ts';
export {
  checkEklaimUrl,
  createEklaimClient,
  type EklaimClient,
  type EklaimClientOptions,
  type EklaimExchange,
  type EklaimSendOptions,
  prepareEklaimCall,
  type PreparedEklaimCall,
} from './eklaim/client.ts';
export { openResponse } from './wire/open-response.ts';
export { signature, type SignatureInput } from './wire/signature.ts';
