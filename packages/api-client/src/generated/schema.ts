// Generated from docs/api/openapi.json by packages/api-client/generate.ts. Do not edit: a test compares it with a fresh one.

export interface paths {
    "/api/v1/alert-endpoints": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where alerts are sent */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: components["schemas"]["AlertEndpoint"][];
                        };
                    };
                };
            };
        };
        put?: never;
        /**
         * Send alerts somewhere
         * @description A webhook gets signed events in the form of Standard Webhooks; its secret is in this answer only. An e-mail address gets a digest.
         */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description One per form or event; a repetition gets the first answer. */
                    "Idempotency-Key": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["NewAlertEndpointInput"];
                };
            };
            responses: {
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            endpoint: components["schemas"]["AlertEndpoint"];
                            /** @description shown once */
                            secret: string | null;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/alert-endpoints/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Stop sending alerts there */
        delete: {
            parameters: {
                query?: never;
                header: {
                    /** @description One per form or event; a repetition gets the first answer. */
                    "Idempotency-Key": string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/alert-endpoints/{id}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Try it now, and say what the other side said */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description One per form or event; a repetition gets the first answer. */
                    "Idempotency-Key": string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            detail: string;
                            ok: boolean;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/alerts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Alerts
         * @description `state=open` (the default) is what holds now; `state=cleared` the newest hundred that are over.
         */
        get: {
            parameters: {
                query?: {
                    state?: "open" | "cleared";
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["AlertList"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/alerts/{id}/mute": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Mute an alert for some hours
         * @description `hours: 0` ends it. A muted alert stays in the list; nothing is sent about it.
         */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description One per form or event; a repetition gets the first answer. */
                    "Idempotency-Key": string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        hours: number;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Alert"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/alerts/{id}/seen": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take note of an alert
         * @description It is not said again; it stays until its condition is over.
         */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description One per form or event; a repetition gets the first answer. */
                    "Idempotency-Key": string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Alert"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/api-keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Keys of machines */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: components["schemas"]["ApiKey"][];
                        };
                    };
                };
            };
        };
        put?: never;
        /** Make a key; it is shown once */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description One per form or event; a repetition gets the first answer. */
                    "Idempotency-Key": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @default 365 */
                        expiresInDays?: number;
                        label: string;
                        scopes: ("event-submit" | "peserta-search" | "person-identity" | "schedule-read" | "visit-register" | "visit-read" | "visit-event" | "visit-cancel" | "queue-read" | "queue-call" | "poli-serve" | "pharmacy-read" | "pharmacy-serve" | "service-entry-write" | "task-read" | "message-read" | "bpjs-health" | "facility-read" | "reference-read" | "stream")[];
                    };
                };
            };
            responses: {
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["NewApiKey"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/api-keys/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Revoke a key */
        delete: {
            parameters: {
                query?: never;
                header: {
                    /** @description One per form or event; a repetition gets the first answer. */
                    "Idempotency-Key": string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The audit trail of this facility */
        get: {
            parameters: {
                query?: {
                    action?: string;
                    cursor?: string;
                    limit?: number;
                    subjectId?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: components["schemas"]["AuditEvent"][];
                            nextCursor: string | null;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bpjs/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How each BPJS service is doing for this facility
         * @description One entry per service with its channels; `lastGoodAt` says how old the last good answer is, `lastTriedAt` how old the newest evidence.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["BpjsHealth"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bpjs/health/detail": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How each channel to BPJS is doing, with figures
         * @description Per service and channel: percentiles and kinds of errors over the last quarter, hour and day, places in use over all nodes, breaker, waiting work by class with its age, and deadlines at risk. Figures are at most some seconds old.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["BpjsHealthDetail"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/channels/{id}/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Hold back a channel */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description One per form or event; a repetition gets the first answer. */
                    "Idempotency-Key": string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        reason: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["BpjsHealth"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/channels/{id}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Let a channel go on */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description One per form or event; a repetition gets the first answer. */
                    "Idempotency-Key": string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        reason: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["BpjsHealth"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/continuity": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether the facility works in continuity mode */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ContinuityStatus"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/continuity/end": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Switch continuity mode off by hand
         * @description The same interruption does not switch it on again by itself; a new one does.
         */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description One per form or event; a repetition gets the first answer. */
                    "Idempotency-Key": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        reason: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["OutageRecord"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/continuity/outages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Outages, newest first */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["OutageList"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/continuity/outages/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * An outage as a record
         * @description Announced, measured, whom it touched and what became of it. Counts only, no names.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["OutageRecord"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/continuity/outages/{id}/announcements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Write down what was announced
         * @description Who announced it, in which words, for which time; typed by a person and never guessed.
         */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description One per form or event; a repetition gets the first answer. */
                    "Idempotency-Key": string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["OutageAnnouncementInput"];
                };
            };
            responses: {
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["OutageRecord"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/continuity/outages/{id}/cases": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Visits of an outage
         * @description `list` narrows to one worklist.
         */
        get: {
            parameters: {
                query?: {
                    list?: "semua" | "menunggu" | "bayar-sendiri" | "pergi" | "belum-diperiksa" | "perlu-tindakan" | "dapat-kembali-jkn" | "kembali-jkn";
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ContinuityCaseList"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/continuity/outages/{id}/departures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Somebody left before being registered
         * @description Name and phone as far as they wish; counted either way.
         */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description One per form or event; a repetition gets the first answer. */
                    "Idempotency-Key": string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["DepartureInput"];
                };
            };
            responses: {
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/continuity/outages/{id}/late-seps": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * SEPs of an outage that did not come on their day
         * @description With what has to be typed where BPJS wants the request typed.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["LateSepList"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/continuity/outages/{id}/notes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Add a note to the record */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description One per form or event; a repetition gets the first answer. */
                    "Idempotency-Key": string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        text: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["OutageRecord"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/continuity/outages/{id}/rebook": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give people of such a session a place in another one
         * @description With `confirm: false` only says what would happen. Makes a new visit for each; the first visit is neither cancelled nor changed, here or at BPJS.
         */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description One per form or event; a repetition gets the first answer. */
                    "Idempotency-Key": string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["RebookInput"];
                };
            };
            responses: {
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Rebooked"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/continuity/outages/{id}/report.pdf": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The outage as a document
         * @description Announced, measured, affected, waited, left, paid privately and changed back, with places to sign.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description application/pdf */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": unknown;
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/continuity/outages/{id}/unserved": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Sessions that ended while people still waited */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["UnservedSessions"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/continuity/policy": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The facility's written policy
         * @description With who changed it and when. Version 0 are the defaults that hold until the facility has written its own.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ContinuityPolicy"];
                    };
                };
            };
        };
        /**
         * Write the policy anew
         * @description Earlier versions stay; cases keep the version under which they were decided.
         */
        put: {
            parameters: {
                query?: never;
                header: {
                    /** @description One per form or event; a repetition gets the first answer. */
                    "Idempotency-Key": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ContinuityPolicyChangeInput"];
                };
            };
            responses: {
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ContinuityPolicy"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/continuity/register": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was entered from the paper of a day, and who left */
        get: {
            parameters: {
                query?: {
                    date?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["EmergencyRegister"];
                    };
                };
            };
        };
        put?: never;
        /**
         * Enter one row of the paper
         * @description The visit with the times that stand on the paper, and no others: they are checked (not in the future, not before opening, in order) and never made up. Everything of it says that it comes from the emergency register, and from which row.
         */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description One per form or event; a repetition gets the first answer. */
                    "Idempotency-Key": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["EmergencyRegisterRowInput"];
                };
            };
            responses: {
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Visit"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/continuity/register.pdf": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The emergency register on paper
         * @description Numbered rows to write on, or (`isi=hari`) the same filled with the visits of a day.
         */
        get: {
            parameters: {
                query?: {
                    date?: string;
                    isi?: "kosong" | "hari";
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description application/pdf */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": unknown;
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/continuity/sop.pdf": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The written policy and the contingency procedure
         * @description Roles, steps and phone numbers, for the wall.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description application/pdf */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": unknown;
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/continuity/start": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Switch continuity mode on by hand
         * @description It then also ends by hand. What calls have measured is added by itself.
         */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description One per form or event; a repetition gets the first answer. */
                    "Idempotency-Key": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        reason: string;
                        rehearsal?: boolean;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Outage"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/devices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Displays and kiosks */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: components["schemas"]["ApiKey"][];
                        };
                    };
                };
            };
        };
        put?: never;
        /** Register a display or kiosk */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description One per form or event; a repetition gets the first answer. */
                    "Idempotency-Key": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @default 365 */
                        expiresInDays?: number;
                        /** @enum {string} */
                        kind: "display" | "kiosk";
                        label: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["NewApiKey"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/devices/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Revoke a device */
        delete: {
            parameters: {
                query?: never;
                header: {
                    /** @description One per form or event; a repetition gets the first answer. */
                    "Idempotency-Key": string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/display/notice": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What patients are told
         * @description For waiting-room displays and kiosks. Changes are announced on the stream under `continuity`.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["DisplayNotice"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Tell Titian what happened
         * @description Does the same as the screens. 201 = recorded, 200 = this event was recorded before and nothing changed.
         */
        post: {
            parameters: {
                query?: {
                    source?: string;
                };
                header: {
                    /** @description One per form or event; a repetition gets the first answer. */
                    "Idempotency-Key": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["EventInInput"];
                };
            };
            responses: {
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["EventResult"];
                    };
                };
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["EventResult"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/events/batch": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Tell Titian what happened, many events at once
         * @description Each event stands for itself: a bad one is answered by its index with field, value and remedy, the others are recorded. Events of one visit are taken in the order given.
         */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description One per form or event; a repetition gets the first answer. */
                    "Idempotency-Key": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        events: components["schemas"]["EventInInput"][];
                        /** @default his */
                        source?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                207: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            results: components["schemas"]["EventResult"][];
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/facility": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The own facility */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Facility"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change name, address, time zone, switches or BPJS environment */
        patch: {
            parameters: {
                query?: never;
                header: {
                    /** @description One per form or event; a repetition gets the first answer. */
                    "Idempotency-Key": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        address?: string;
                        /** @enum {string} */
                        bpjsEnvironment?: "sandbox" | "development" | "production";
                        name?: string;
                        switches?: {
                            addForMobileJkn?: boolean;
                            antrean?: boolean;
                            antreanFktp?: boolean;
                            farmasiQueue?: boolean;
                            pcare?: boolean;
                            repeatsUnreadable?: boolean;
                            sep?: boolean;
                        };
                        /** @enum {string} */
                        timeZone?: "Asia/Jakarta" | "Asia/Makassar" | "Asia/Jayapura";
                    };
                };
            };
            responses: {
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Facility"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/v1/facility/credentials": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Store the BPJS credentials of one service; they are never shown again */
        put: {
            parameters: {
                query?: never;
                header: {
                    /** @description One per form or event; a repetition gets the first answer. */
                    "Idempotency-Key": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        consId: string;
                        kdAplikasi?: string;
                        pcarePassword?: string;
                        pcareUsername?: string;
                        secret: string;
                        /** @enum {string} */
                        service: "vclaim" | "antreanrs" | "pcare" | "antreanfktp";
                        userKey: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/facility/task-mapping": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Which event stands for which Task ID
         * @description The usual mapping until the facility chooses its own.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["TaskMapping"];
                    };
                };
            };
        };
        /**
         * Choose which event stands for which Task ID
         * @description Refused where it would report something that did not happen. Applies to events from now on.
         */
        put: {
            parameters: {
                query?: never;
                header: {
                    /** @description One per form or event; a repetition gets the first answer. */
                    "Idempotency-Key": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["TaskMappingInput"];
                };
            };
            responses: {
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["TaskMapping"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Messages to BPJS, newest first
         * @description `state` and `service` take several values separated by commas; `differs` leaves those of which BPJS holds something else. A page may be short and still have a `nextCursor`: a look goes through a bounded number of messages. What a person types to find somebody, and every other filter, goes to `POST /messages/search`.
         */
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    differs?: "true";
                    limit?: number;
                    service?: string;
                    state?: string;
                    visitId?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["MessagePage"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/messages/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One message with its lane, its history and why it waits
         * @description The exact request and answer are opened by `POST /messages/{id}/payload`, with a reason.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["MessageDetail"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/messages/{id}/accept-difference": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take a difference as it is
         * @description By name and with a reason; it leaves the list of open differences until BPJS holds yet another content.
         */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description One per form or event; a repetition gets the first answer. */
                    "Idempotency-Key": string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        reason: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["MessageDetail"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/messages/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel a message that has not been sent
         * @description A message that may have arrived cannot be cancelled; it is read back first.
         */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description One per form or event; a repetition gets the first answer. */
                    "Idempotency-Key": string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        reason: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["MessageDetail"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/messages/{id}/compare": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask BPJS now what it holds of a delivered message
         * @description Compares the last body that was sent with what BPJS shows: `sama`, `berbeda` (kept with its fields), `tidak-ada` or `belum-jelas`. Sends nothing, changes nothing at BPJS, and needs no Idempotency-Key.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": Record<string, never>;
                };
            };
            responses: {
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["MessageComparison"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/messages/{id}/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Say that BPJS holds what nobody can read back
         * @description Only for messages held because BPJS offers no way to read them; a person has looked there. Safe to press twice.
         */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description One per form or event; a repetition gets the first answer. */
                    "Idempotency-Key": string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        reason: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["MessageDetail"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/messages/{id}/payload": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Open what was sent and answered, byte for byte
         * @description Reads a patient's data: every opening stands in the audit trail with its reason. Secrets of the headers are never kept. Raw answers are kept for 90 days, the exact bodies of the attempts longer. Needs no Idempotency-Key.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        reason: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["MessagePayload"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/messages/{id}/resend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a refused or held message again
         * @description Safe to press twice. What may have arrived is read back before anything is sent, where BPJS can be asked. Where it cannot (`confirmable`), `seenAttempt` names the last attempt of the message as it was shown: a person has looked for that one at BPJS and found nothing.
         */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description One per form or event; a repetition gets the first answer. */
                    "Idempotency-Key": string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ResendMessageInput"];
                };
            };
            responses: {
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["MessageDetail"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/messages/bulk": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The latest acts on many messages */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: components["schemas"]["BulkAction"][];
                        };
                    };
                };
            };
        };
        put?: never;
        /**
         * See what an act on many messages would do, and keep which ones are meant
         * @description Takes the filters of `POST /messages/search`. Answers how many of each kind and state would be sent again after BPJS was asked, sent, cancelled, or left alone and why, with the first 20. Changes no message; a preview that nobody starts is forgotten after an hour.
         */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description One per form or event; a repetition gets the first answer. */
                    "Idempotency-Key": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["BulkPreviewInput"];
                };
            };
            responses: {
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["BulkAction"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/messages/bulk/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How far an act on many messages is */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["BulkAction"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/messages/bulk/{id}/start": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Start what was previewed
         * @description By a named person with a reason. Each message goes the way of its own button: what may have arrived is asked for before anything is sent. Safe to press twice; goes on after a crash without repeating.
         */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description One per form or event; a repetition gets the first answer. */
                    "Idempotency-Key": string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        reason: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["BulkAction"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/messages/bulk/{id}/stop": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Stop between two messages
         * @description When this has answered, no further message of it begins. What was done stays.
         */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description One per form or event; a repetition gets the first answer. */
                    "Idempotency-Key": string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": Record<string, never>;
                };
            };
            responses: {
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["BulkAction"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/messages/counts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * How many messages stand behind each filter
         * @description Takes the filters of `POST /messages/search`; each filter counts what the others leave. What needs somebody is always counted whole; of the others the newest 20,000 (`isComplete` false when there are more). Names nobody. Needs no Idempotency-Key.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["MessageFilterInput"];
                };
            };
            responses: {
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["MessageCounts"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/messages/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Find messages to BPJS
         * @description `query` is a visit, queue or SEP number, booking code, card, NIK, record number or name; `refusal` is a code or words of a refusal, ours or those of BPJS. By POST so that none of them stands in an address; it changes nothing and needs no Idempotency-Key.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["MessageSearchInput"];
                };
            };
            responses: {
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["MessagePage"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/peserta/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Find a participant
         * @description By card (13 digits), NIK (16 digits), referral number, medical record number or name (three letters or more, own patients only). Asks BPJS for up to two seconds, then answers from what is known here, with its age.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["PesertaSearchInput"];
                };
            };
            responses: {
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PesertaResult"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/pharmacy": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The pharmacy's queue
         * @description Compounded and other prescriptions apart, oldest number first.
         */
        get: {
            parameters: {
                query?: {
                    date?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PharmacyBoard"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/queue": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The queue of a unit
         * @description `unit` is `admisi` or a poli code.
         */
        get: {
            parameters: {
                query: {
                    date?: string;
                    unit: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["QueueBoard"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reconciliation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Days with their comparisons and how much is open */
        get: {
            parameters: {
                query?: {
                    from?: string;
                    to?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ReconciliationDays"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reconciliation/findings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Differences between our record and BPJS
         * @description Both sides field by field; a card number only by its last digits.
         */
        get: {
            parameters: {
                query: {
                    cursor?: string;
                    from: string;
                    limit?: number;
                    state?: "terbuka" | "diterima" | "diperbaiki" | "hilang";
                    to: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ReconciliationFindingPage"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reconciliation/repair": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Repair or accept differences
         * @description By name and with a reason. `kirim-ulang` asks BPJS first and sends only what it does not show; `catat-bpjs` writes down what BPJS holds and changes no observed time; `terima` leaves both sides as they are.
         */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description One per form or event; a repetition gets the first answer. */
                    "Idempotency-Key": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {string} */
                        action: "kirim-ulang" | "catat-bpjs" | "terima";
                        ids: string[];
                        reason: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ReconciliationRepair"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reconciliation/runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Compare a day with BPJS now
         * @description Reads only. One that waits or runs for this day already is the answer.
         */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description One per form or event; a repetition gets the first answer. */
                    "Idempotency-Key": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** Format: date */
                        date: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ReconciliationRun"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/references/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A P-Care reference list
         * @description The short lists whole, of the long ones the beginning of the facility's own copy; `source` and `asOf` say where from and how old.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    name: "diagnosa" | "dokter" | "obat" | "tindakan" | "poli" | "kesadaran" | "prognosa" | "statuspulang" | "alergi-makan" | "alergi-udara" | "alergi-obat";
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ReferenceList"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/references/{name}/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Search a P-Care reference list
         * @description Answers from BPJS when it is quick and from the facility's own copy when it is not; `source` and `asOf` say which. By POST because a diagnosis that is looked up belongs in no address; it changes nothing and needs no Idempotency-Key.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    name: "diagnosa" | "dokter" | "obat" | "tindakan" | "poli" | "kesadaran" | "prognosa" | "statuspulang" | "alergi-makan" | "alergi-udara" | "alergi-obat";
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        query: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ReferenceList"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/restored-start": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Whether this database was restored from a backup and is not released yet
         * @description While it is held, nothing is sent to BPJS; `days` are compared first, `done` of them are.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["RestoredStart"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/restored-start/release": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Let a restored database send again
         * @description Refused until every day was compared. Afterwards BPJS is asked before each message for eight days.
         */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description One per form or event; a repetition gets the first answer. */
                    "Idempotency-Key": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        reason: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["RestoredStart"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/schedule": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Doctor sessions of a day
         * @description Sessions per poli with the quota left; `source` says whether BPJS answered or our copy did, `asOf` how old it is.
         */
        get: {
            parameters: {
                query: {
                    date: string;
                    poli?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ScheduleDay"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who is signed in */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Session"];
                    };
                };
            };
        };
        put?: never;
        /** Sign in */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** Format: uuid */
                        facilityId?: string;
                        password: string;
                        username: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Session"];
                    };
                };
            };
        };
        /** Sign out */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        options?: never;
        head?: never;
        /** Choose the facility or the language */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** Format: uuid */
                        facilityId?: string;
                        /** @enum {string} */
                        language?: "id" | "en";
                    };
                };
            };
            responses: {
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Session"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/v1/session/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Change the own password; other sessions end */
        put: {
            parameters: {
                query?: never;
                header: {
                    /** @description One per form or event; a repetition gets the first answer. */
                    "Idempotency-Key": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        currentPassword: string;
                        newPassword: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/setup": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether the first administrator is still to be made */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            needed: boolean;
                        };
                    };
                };
            };
        };
        put?: never;
        /** Make the first facility and its administrator with the one-time code */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        code: string;
                        displayName: string;
                        facility: {
                            /** @enum {string} */
                            kind: "fktp" | "fkrtl";
                            kodePpk: string;
                            name: string;
                            /** @enum {string} */
                            timeZone: "Asia/Jakarta" | "Asia/Makassar" | "Asia/Jayapura";
                        };
                        password: string;
                        username: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** People of this facility */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: components["schemas"]["StaffUser"][];
                        };
                    };
                };
            };
        };
        put?: never;
        /** Add a person */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description One per form or event; a repetition gets the first answer. */
                    "Idempotency-Key": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        displayName: string;
                        password: string;
                        roles: ("registration" | "nurse" | "doctor" | "pharmacy" | "claims" | "management" | "it" | "auditor" | "vendor")[];
                        username: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["StaffUser"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change roles, name, password or whether a person may sign in */
        patch: {
            parameters: {
                query?: never;
                header: {
                    /** @description One per form or event; a repetition gets the first answer. */
                    "Idempotency-Key": string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        active?: boolean;
                        displayName?: string;
                        password?: string;
                        roles?: ("registration" | "nurse" | "doctor" | "pharmacy" | "claims" | "management" | "it" | "auditor" | "vendor")[];
                    };
                };
            };
            responses: {
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["StaffUser"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/v1/staff/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Open sessions of this facility */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: components["schemas"]["StaffSession"][];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff/sessions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** End a session at once */
        delete: {
            parameters: {
                query?: never;
                header: {
                    /** @description One per form or event; a repetition gets the first answer. */
                    "Idempotency-Key": string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stream": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What changed, as server-sent events */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/event-stream": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/event-stream": components["schemas"]["Error"];
                    };
                };
                /** @description events `change` with {topic, subjectId} */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/event-stream": string;
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/task-ids": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Task IDs of a day
         * @description One row per visit with its tasks, both as we saw them and as BPJS holds them. `unit` is a poli code.
         */
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    date?: string;
                    filter?: "semua" | "belum-lengkap" | "menunggu" | "ditolak" | "berbeda";
                    limit?: number;
                    unit?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["TaskDesk"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/today": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Today in one look
         * @description Who waits where, how far the day is, and what needs somebody's hand. Counts only, no names.
         */
        get: {
            parameters: {
                query?: {
                    date?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Today"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/visits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Visits of a day
         * @description Ordered by registration. What a person types to find somebody goes to `POST /visits/search`.
         */
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    date?: string;
                    limit?: number;
                    poli?: string;
                    stage?: "terdaftar" | "menunggu-admisi" | "dipanggil-admisi" | "menunggu-poli" | "dilayani-poli" | "menunggu-farmasi" | "disiapkan-farmasi" | "selesai" | "batal" | "tidak-hadir";
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["VisitPage"];
                    };
                };
            };
        };
        put?: never;
        /**
         * Register a visit once
         * @description Writes the visit, its queue number and everything BPJS must be told in one transaction. Answers from that commit; the SEP is tried for up to three seconds so that it can be printed, and follows by itself when BPJS does not answer in time.
         */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description One per form or event; a repetition gets the first answer. */
                    "Idempotency-Key": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["RegisterVisitInput"];
                };
            };
            responses: {
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Visit"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/visits/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One visit
         * @description With its deliveries to BPJS and everything that happened.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Visit"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/visits/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel a visit or mark a no-show
         * @description Refused once the patient was called in at the poli.
         */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description One per form or event; a repetition gets the first answer. */
                    "Idempotency-Key": string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["CancelVisitInput"];
                };
            };
            responses: {
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Visit"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/visits/{id}/continuity/choice": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Record the patient's choice
         * @description Wait, go on, pay privately, come back another time. It changes nothing else; every choice is kept.
         */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description One per form or event; a repetition gets the first answer. */
                    "Idempotency-Key": string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ContinuityChoiceInput"];
                };
            };
            responses: {
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Visit"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/visits/{id}/continuity/resolution": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * What was done about a visit after BPJS had answered
         * @description A recorded decision of a named person. Titian itself changes neither the visit nor anything at BPJS.
         */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description One per form or event; a repetition gets the first answer. */
                    "Idempotency-Key": string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ContinuityResolutionInput"];
                };
            };
            responses: {
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Visit"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/visits/{id}/continuity/statement": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The statement was signed on paper */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description One per form or event; a repetition gets the first answer. */
                    "Idempotency-Key": string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": Record<string, never>;
                };
            };
            responses: {
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Visit"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/visits/{id}/doctor": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Choose the doctor's session of a visit that was saved without one
         * @description Booking and SEP of such a visit wait; with the session they go out by themselves.
         */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description One per form or event; a repetition gets the first answer. */
                    "Idempotency-Key": string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ChooseDoctorInput"];
                };
            };
            responses: {
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Visit"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/visits/{id}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Record what happened
         * @description The time is the server's unless a machine key sends its own. What BPJS is told about it follows the facility's mapping.
         */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description One per form or event; a repetition gets the first answer. */
                    "Idempotency-Key": string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["RecordEventInput"];
                };
            };
            responses: {
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Visit"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/visits/{id}/sep": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Issue or retry the SEP
         * @description Tries for up to three seconds; what BPJS does not answer in time follows by itself.
         */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description One per form or event; a repetition gets the first answer. */
                    "Idempotency-Key": string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        assesmentPel?: string;
                        catatan?: string;
                        cob?: boolean;
                        diagAwal?: string;
                        flagProcedure?: string;
                        issue?: boolean;
                        katarak?: boolean;
                        kdPenunjang?: string;
                        skdp?: {
                            kodeDpjp: string;
                            noSurat: string;
                        };
                        /** @enum {string} */
                        tujuanKunjungan?: "0" | "1" | "2";
                    };
                };
            };
            responses: {
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Visit"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/visits/{id}/sep.pdf": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * SEP sheet
         * @description Marked "SEP MENYUSUL" while BPJS has not given the number.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description application/pdf */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": unknown;
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/visits/{id}/sep/backdate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask BPJS for a SEP on a past day
         * @description Sends the request (pengajuan); an authorised person of the hospital approves it in a program of BPJS, then the SEP is issued again. How far back BPJS goes is not documented: its answer is shown as it is.
         */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description One per form or event; a repetition gets the first answer. */
                    "Idempotency-Key": string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        keterangan: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Visit"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/visits/{id}/service-entry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The service entry of a clinic visit */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ServiceEntryResult"];
                    };
                };
            };
        };
        /**
         * Save the service entry of a clinic visit
         * @description Without problems the entry is on its way to P-Care (kunjungan, obat, tindakan) when this answers. With problems it is kept as a draft and each problem is named; nothing is sent.
         */
        put: {
            parameters: {
                query?: never;
                header: {
                    /** @description One per form or event; a repetition gets the first answer. */
                    "Idempotency-Key": string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        alergi?: {
                            makan: string;
                            obat: string;
                            udara: string;
                        };
                        anamnesa?: string;
                        beratBadan: number;
                        bmhp?: string;
                        diagnosa: {
                            kode: string;
                            nama: string;
                        }[];
                        diastole: number;
                        heartRate: number;
                        kdDokter: string;
                        kdPrognosa?: string;
                        kdSadar: string;
                        kdStatusPulang: string;
                        keluhan: string;
                        lingkarPerut: number;
                        /** @default [] */
                        obat?: {
                            jumlah: number;
                            kode: string;
                            nama: string;
                            racikan: boolean;
                            signa1: number;
                            signa2: number;
                        }[];
                        respRate: number;
                        sistole: number;
                        suhu: number;
                        tanggalPulang?: string;
                        terapiNonObat?: string;
                        terapiObat?: string;
                        /** @default [] */
                        tindakan?: {
                            biaya: number;
                            keterangan?: string;
                            kode: string;
                            nama: string;
                        }[];
                        tinggiBadan: number;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ServiceEntryResult"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/visits/{id}/service-entry/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take a recorded service back at P-Care
         * @description For an entry on the wrong visit: drugs, procedures and the visit are deleted at P-Care in that order; the entry stays here as a draft and may be recorded again.
         */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description One per form or event; a repetition gets the first answer. */
                    "Idempotency-Key": string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        reason: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ServiceEntryResult"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/visits/{id}/statement.pdf": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The patient's statement, for signature
         * @description That it was printed, and by whom, is part of the record.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description application/pdf */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": unknown;
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/visits/{id}/tasks/{task}/correction": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Correct a time
         * @description By a named person with a reason and the password entered again. Before BPJS has the time it changes what will be sent; afterwards it changes our own record only and stands as a difference, because BPJS cannot change an accepted time.
         */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description One per form or event; a repetition gets the first answer. */
                    "Idempotency-Key": string;
                };
                path: {
                    id: string;
                    task: number;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["CorrectionInput"];
                };
            };
            responses: {
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Timeline"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/visits/{id}/tasks/{task}/resend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a time again
         * @description Only a time that BPJS does not hold and that it would take; anything unclear is read back before it leaves.
         */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description One per form or event; a repetition gets the first answer. */
                    "Idempotency-Key": string;
                };
                path: {
                    id: string;
                    task: number;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        reason: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Timeline"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/visits/{id}/tasks/compare": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Compare with BPJS
         * @description Asks BPJS now which times it holds and names every difference.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": Record<string, never>;
                };
            };
            responses: {
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["TaskComparison"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/visits/{id}/ticket.pdf": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Queue ticket
         * @description 80 mm wide, with the booking code as QR.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description application/pdf */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": unknown;
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/visits/{id}/timeline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Timeline of a visit
         * @description Every time with its origin and everything that happened to it.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Timeline"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/visits/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Find visits of a day
         * @description `query` is a queue number, booking code, card, NIK, record number or name. By POST so that none of them stands in an address; it changes nothing and needs no Idempotency-Key.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["VisitSearchInput"];
                };
            };
            responses: {
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["VisitPage"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        Alert: {
            clearedAt: string | null;
            firedAt: string;
            /** Format: uuid */
            id: string;
            mutedUntil: string | null;
            rule: string;
            seenAt: string | null;
            seenBy: string | null;
            /** @enum {string} */
            severity: "kritis" | "peringatan" | "info";
            since: string;
            subject: string;
            text: {
                en: {
                    meaning: string;
                    todo: string;
                    what: string;
                };
                id: {
                    meaning: string;
                    todo: string;
                    what: string;
                };
            };
            /** @enum {string} */
            who: "registration" | "nurse" | "doctor" | "pharmacy" | "claims" | "management" | "it" | "auditor" | "vendor";
        };
        AlertEndpoint: {
            createdAt: string;
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            kind: "webhook" | "email";
            label: string;
            lastError: string | null;
            lastSentAt: string | null;
            /** @description masked */
            target: string;
            waiting: number;
        };
        AlertList: {
            items: components["schemas"]["Alert"][];
        };
        ApiKey: {
            createdAt: string;
            expiresAt: string;
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            kind: "api-key" | "display" | "kiosk";
            label: string;
            lastUsedAt: string | null;
            prefix: string;
            revokedAt: string | null;
            scopes: string[];
        };
        AuditEvent: {
            action: string;
            actor: string;
            at: string;
            /** Format: uuid */
            id: string;
            reason: string | null;
            subjectId: string | null;
            subjectType: string;
        };
        BpjsHealth: {
            asOf: string;
            services: {
                channels: {
                    group: string;
                    id: string;
                    inFlight: number;
                    latencyMs: number | null;
                    limit: number;
                    pausedReason: string | null;
                    /** @enum {string} */
                    state: "open" | "half-open" | "closed" | "paused";
                    waiting: number;
                }[];
                deliveredSinceRecovery: number;
                lastGoodAt: string | null;
                lastTriedAt: string | null;
                main: boolean;
                parked: number;
                refused: number;
                /** @enum {string} */
                service: "vclaim" | "antreanrs" | "pcare" | "antreanfktp" | "aplicares" | "icare" | "apotek" | "erekammedis" | "sisrute" | "srbk";
                since: string | null;
                /** @enum {string} */
                state: "terhubung" | "lambat" | "terputus" | "pulih" | "belum-dipakai" | "dijeda";
                unknown: number;
                waiting: number;
            }[];
        };
        BpjsHealthDetail: {
            asOf: string;
            nodes: {
                alive: boolean;
                /** Format: uuid */
                id: string;
                seenAt: string;
                startedAt: string;
            }[];
            services: {
                channels: {
                    curve: {
                        p95Ms: number | null;
                        total: number;
                        unanswered: number;
                    }[];
                    errors: {
                        code: string;
                        count: number;
                        nextStep: string | null;
                        what: string | null;
                    }[];
                    group: string;
                    id: string;
                    interruptedSince: string | null;
                    lastFailedAt: string | null;
                    lastGoodAt: string | null;
                    nextProbeAt: string | null;
                    openedAt: string | null;
                    pausedAt: string | null;
                    pausedReason: string | null;
                    periods: {
                        h1: {
                            good: number;
                            p50Ms: number | null;
                            p95Ms: number | null;
                            p99Ms: number | null;
                            total: number;
                            unanswered: number;
                        };
                        h24: {
                            good: number;
                            p50Ms: number | null;
                            p95Ms: number | null;
                            p99Ms: number | null;
                            total: number;
                            unanswered: number;
                        };
                        m15: {
                            good: number;
                            p50Ms: number | null;
                            p95Ms: number | null;
                            p99Ms: number | null;
                            total: number;
                            unanswered: number;
                        };
                    };
                    places: {
                        asOf: string;
                        inFlight: number;
                        limit: number;
                        nodes: number;
                        share: number;
                    } | null;
                    /** @enum {string} */
                    state: "open" | "half-open" | "closed" | "paused";
                    waiting: {
                        class: 0 | 1 | 2 | 3;
                        messages: number;
                        oldestAt: string;
                    }[];
                }[];
                deliveredSinceRecovery: number;
                differences: number;
                lastGoodAt: string | null;
                lastTriedAt: string | null;
                main: boolean;
                name: string;
                parked: number;
                refused: number;
                risks: {
                    count: number;
                    late: number;
                    link: string;
                    /** @enum {string} */
                    risk: "h7" | "sep-hari-ini" | "batas-klinik";
                    soonestAt: string;
                }[];
                /** @enum {string} */
                service: "vclaim" | "antreanrs" | "pcare" | "antreanfktp" | "aplicares" | "icare" | "apotek" | "erekammedis" | "sisrute" | "srbk";
                since: string | null;
                skewMs: number | null;
                /** @enum {string} */
                state: "terhubung" | "lambat" | "terputus" | "pulih" | "belum-dipakai" | "dijeda";
                unknown: number;
                unknownSince: string | null;
                waiting: number;
            }[];
        };
        BulkAction: {
            /** @enum {string} */
            action: "resend" | "cancel";
            by: string;
            createdAt: string;
            done: number;
            endedAt: string | null;
            groups: {
                count: number;
                kind: string;
                label: string;
                /** @enum {string} */
                state: "queued" | "waiting" | "sending" | "unknown" | "delivered" | "already" | "refused" | "later" | "parked" | "cancelled" | "expired" | "skipped";
                /** @enum {string} */
                verdict: "sends" | "asks" | "cancels" | "moving" | "settled" | "by-hand" | "over" | "uncertain";
            }[];
            /** Format: uuid */
            id: string;
            items: {
                label: string;
                /** Format: uuid */
                messageId: string;
                result: string | null;
                /** @enum {string} */
                state: "queued" | "waiting" | "sending" | "unknown" | "delivered" | "already" | "refused" | "later" | "parked" | "cancelled" | "expired" | "skipped";
                subject: string;
            }[];
            reason: string | null;
            results: {
                count: number;
                result: string;
            }[];
            startedAt: string | null;
            /** @enum {string} */
            state: "draft" | "running" | "stopped" | "done";
            stoppedBy: string | null;
            total: number;
        };
        BulkPreviewInput: {
            /** @enum {string} */
            action: "resend" | "cancel";
            filter: {
                channel?: string[];
                differs?: boolean;
                /** Format: date-time */
                from?: string;
                kind?: string[];
                query?: string;
                refusal?: string;
                service?: ("vclaim" | "antreanrs" | "pcare" | "antreanfktp" | "aplicares" | "icare" | "apotek" | "erekammedis" | "sisrute" | "srbk")[];
                state?: ("queued" | "waiting" | "sending" | "unknown" | "delivered" | "already" | "refused" | "later" | "parked" | "cancelled" | "expired" | "skipped")[];
                /** Format: date-time */
                until?: string;
                /** Format: uuid */
                visitId?: string;
            };
        };
        CancelVisitInput: {
            alasan: string;
            noShow?: boolean;
        };
        ChooseDoctorInput: {
            /** Format: uuid */
            sessionId: string;
        };
        ContinuityCase: {
            ageDays: number | null;
            choice: ("menunggu" | "lanjut" | "bayar-sendiri" | "kembali-lain-waktu") | null;
            /** Format: date-time */
            createdAt: string;
            /** @enum {string} */
            decision: "terima" | "terima-dengan-pernyataan" | "tahan";
            /** @enum {string} */
            ground: "aktif-baru" | "aktif-lama" | "belum-dikenal" | "terakhir-tidak-aktif";
            noHp: string | null;
            resolution: ("pasien-dihubungi" | "jadi-umum" | "kembali-jkn" | "tetap-umum" | "kepesertaan-diurus" | "diselesaikan-lain") | null;
            resolvedAt: string | null;
            snapshotAt: string | null;
            statementPrintedAt: string | null;
            statementSignedAt: string | null;
            /** @enum {string} */
            verification: "belum" | "aktif" | "berubah" | "tidak-aktif" | "tidak-ditemukan" | "tanpa-nomor";
            verifiedAt: string | null;
            visit: {
                attention: string | null;
                dokter: string | null;
                id: string;
                jenisPasien: string;
                kodeBooking: string;
                nama: string;
                nomorAntrean: string;
                nomorSep: string | null;
                norm: string;
                pasienBaru: boolean;
                poli: {
                    kode: string;
                    nama: string;
                };
                resep: ("tidak-ada" | "racikan" | "non-racikan") | null;
                sepState: ("tidak-perlu" | "menunggu" | "dikirim" | "diterima" | "sudah-ada" | "ditolak" | "belum-pasti" | "ditahan" | "kedaluwarsa" | "dibatalkan") | null;
                /** @enum {string} */
                stage: "terdaftar" | "menunggu-admisi" | "dipanggil-admisi" | "menunggu-poli" | "dilayani-poli" | "menunggu-farmasi" | "disiapkan-farmasi" | "selesai" | "batal" | "tidak-hadir";
                waitingSince: string | null;
            };
        };
        ContinuityCaseList: {
            items: components["schemas"]["ContinuityCase"][];
        };
        ContinuityChoiceInput: {
            /** @enum {string} */
            choice: "menunggu" | "lanjut" | "bayar-sendiri" | "kembali-lain-waktu";
            note?: string;
        };
        ContinuityPolicy: {
            changedAt: string | null;
            changedBy: string | null;
            contacts: {
                nama: string;
                peran: string;
                telepon: string;
            }[];
            endAfterMinutes: number;
            history: {
                changedAt: string | null;
                changedBy: string | null;
                maxAgeDays: number;
                version: number;
                /** @enum {string} */
                whenOld: "pernyataan" | "tahan";
                /** @enum {string} */
                whenUnknown: "pernyataan" | "tahan";
            }[];
            isAutomatic: boolean;
            maxAgeDays: number;
            opensAt: string;
            patientText: string;
            startAfterMinutes: number;
            version: number;
            /** @enum {string} */
            whenOld: "pernyataan" | "tahan";
            /** @enum {string} */
            whenUnknown: "pernyataan" | "tahan";
        };
        ContinuityPolicyChangeInput: {
            contacts: {
                nama: string;
                peran: string;
                telepon: string;
            }[];
            endAfterMinutes: number;
            isAutomatic: boolean;
            maxAgeDays: number;
            opensAt: string;
            patientText: string;
            startAfterMinutes: number;
            /** @enum {string} */
            whenOld: "pernyataan" | "tahan";
            /** @enum {string} */
            whenUnknown: "pernyataan" | "tahan";
        };
        ContinuityResolutionInput: {
            reason: string;
            /** @enum {string} */
            resolution: "pasien-dihubungi" | "jadi-umum" | "kembali-jkn" | "tetap-umum" | "kepesertaan-diurus" | "diselesaikan-lain";
        };
        ContinuityStatus: {
            /** Format: date-time */
            asOf: string;
            isAnswering: boolean;
            maxAgeDays: number;
            outage: components["schemas"]["Outage"] | null;
            patientNotice: string;
            policyVersion: number;
            unknown: {
                ageDays: number | null;
                /** @enum {string} */
                decision: "terima" | "terima-dengan-pernyataan" | "tahan";
                /** @enum {string} */
                ground: "aktif-baru" | "aktif-lama" | "belum-dikenal" | "terakhir-tidak-aktif";
            };
        };
        CorrectionInput: {
            /** Format: date-time */
            newTime: string;
            password: string;
            reason: string;
        };
        DepartureInput: {
            catatan: string;
            nama: string;
            noHp: string;
        };
        DisplayNotice: {
            announcedUntil: string | null;
            /** Format: date-time */
            asOf: string;
            facility: string;
            since: string | null;
            /** @enum {string} */
            state: "normal" | "terganggu" | "pulih";
            text: string | null;
            timeZone: string;
        };
        Eligibility: {
            /** Format: date-time */
            asOf: string;
            fktp: {
                kode: string;
                nama: string;
            } | null;
            jenisPeserta: string | null;
            kelas: string | null;
            prb: string | null;
            prolanis: string | null;
            snapshotId: string;
            /** @enum {string} */
            status: "aktif" | "tidak-aktif" | "tidak-diketahui";
            statusText: string;
            warnings: string[];
        };
        EmergencyRegister: {
            date: string;
            lines: {
                catatan: string | null;
                /** Format: date-time */
                enteredAt: string;
                enteredBy: string;
                id: string;
                /** @enum {string} */
                kind: "terdaftar" | "pergi";
                nama: string | null;
                noHp: string | null;
                rowNumber: number | null;
                visitId: string | null;
                /** Format: date-time */
                writtenAt: string;
                writtenBy: string;
            }[];
        };
        EmergencyRegisterRowInput: {
            arrivedAt: string;
            calledAt?: string;
            /** Format: date */
            date: string;
            doneAt?: string;
            registration: {
                continuity?: {
                    /** @enum {string} */
                    choice: "menunggu" | "lanjut" | "bayar-sendiri" | "kembali-lain-waktu";
                };
                /** Format: uuid */
                eligibilitySnapshotId?: string;
                jamPraktek?: string;
                jenisKunjungan?: 1 | 2 | 3 | 4;
                /** @enum {string} */
                jenisPasien: "JKN" | "NON JKN";
                keluhan?: string;
                kodeDokter?: string;
                kodePoli: string;
                kunjunganSakit?: boolean;
                namaDokter?: string;
                namaPoli?: string;
                nomorReferensi?: string;
                pasienBaru: boolean;
                patient?: {
                    /** @enum {string} */
                    jenisKelamin?: "L" | "P";
                    nama: string;
                    nik?: string;
                    noHp?: string;
                    nomorKartu?: string;
                    norm?: string;
                    /** Format: date */
                    tanggalLahir?: string;
                };
                /** Format: uuid */
                patientId?: string;
                sep?: components["schemas"]["SepWishInput"];
                /** Format: uuid */
                sessionId?: string;
            };
            rowNumber: number;
            writtenBy: string;
        };
        Error: {
            error: {
                code: string;
                field?: string;
                meaning: string;
                message: string;
                nextStep: string;
                reference: string;
                value?: string;
            };
        };
        EventInInput: {
            /** @description Depends on the type; see the events document. */
            data?: Record<string, never>;
            /** @description RFC 3339 with offset, or local time in the facility's zone. */
            occurredAt: string;
            /** @description The sender's own number of the event; the same number again changes nothing, for ever. */
            sourceEventId: string;
            /** @enum {string} */
            type: "visit.registered" | "patient.checked-in" | "admission.called" | "admission.done" | "poli.called" | "poli.done" | "prescription.printed" | "pharmacy.started" | "pharmacy.done" | "visit.cancelled" | "visit.no-show" | "service.recorded";
            /** @description The sender's own number of the visit. */
            visitRef: string;
        } & {
            [key: string]: unknown;
        };
        EventResult: {
            error: {
                code: string;
                field?: string;
                meaning: string;
                message: string;
                nextStep: string;
                reference: string;
                value?: string;
            } | null;
            index: number;
            kodeBooking: string | null;
            sourceEventId: string;
            /** @enum {string} */
            status: "accepted" | "duplicate" | "rejected";
            visitId: string | null;
        };
        Facility: {
            address: string;
            /** @enum {string} */
            bpjsEnvironment: "sandbox" | "development" | "production";
            credentials: {
                configured: boolean;
                consIdMasked: string | null;
                service: string;
                updatedAt: string | null;
            }[];
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            kind: "fktp" | "fkrtl";
            kodePpk: string;
            name: string;
            switches: {
                addForMobileJkn: boolean;
                antrean: boolean;
                antreanFktp: boolean;
                farmasiQueue: boolean;
                pcare: boolean;
                repeatsUnreadable: boolean;
                sep: boolean;
            };
            /** @enum {string} */
            timeZone: "Asia/Jakarta" | "Asia/Makassar" | "Asia/Jayapura";
        };
        FacilityBrief: {
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            kind: "fktp" | "fkrtl";
            kodePpk: string;
            name: string;
            /** @enum {string} */
            timeZone: "Asia/Jakarta" | "Asia/Makassar" | "Asia/Jayapura";
        };
        KeptBytes: {
            bytes: number;
            /** @enum {string} */
            encoding: "utf8" | "base64";
            isCut: boolean;
            sha256: string;
            text: string;
        };
        LateSepList: {
            items: {
                nomorKartu: string | null;
                request: {
                    answer: string | null;
                    keterangan: string;
                    /** Format: date-time */
                    requestedAt: string;
                    requestedBy: string;
                    /** @enum {string} */
                    state: "menunggu" | "diterima" | "sudah-ada" | "ditolak" | "kedaluwarsa" | "belum-pasti" | "dibatalkan";
                } | null;
                tglSep: string;
                visit: {
                    attention: string | null;
                    dokter: string | null;
                    id: string;
                    jenisPasien: string;
                    kodeBooking: string;
                    nama: string;
                    nomorAntrean: string;
                    nomorSep: string | null;
                    norm: string;
                    pasienBaru: boolean;
                    poli: {
                        kode: string;
                        nama: string;
                    };
                    resep: ("tidak-ada" | "racikan" | "non-racikan") | null;
                    sepState: ("tidak-perlu" | "menunggu" | "dikirim" | "diterima" | "sudah-ada" | "ditolak" | "belum-pasti" | "ditahan" | "kedaluwarsa" | "dibatalkan") | null;
                    /** @enum {string} */
                    stage: "terdaftar" | "menunggu-admisi" | "dipanggil-admisi" | "menunggu-poli" | "dilayani-poli" | "menunggu-farmasi" | "disiapkan-farmasi" | "selesai" | "batal" | "tidak-hadir";
                    waitingSince: string | null;
                };
            }[];
        };
        MessageComparison: {
            detail: components["schemas"]["MessageDetail"];
            /** @enum {string} */
            result: "sama" | "berbeda" | "tidak-ada" | "belum-jelas";
        };
        MessageCounts: {
            channels: {
                count: number;
                value: string;
            }[];
            isComplete: boolean;
            kinds: {
                count: number;
                label: string;
                value: string;
            }[];
            reasons: {
                apa: string | null;
                bpjsCode: string | null;
                count: number;
                value: string;
                words: string | null;
            }[];
            services: {
                count: number;
                value: string;
            }[];
            states: {
                count: number;
                /** @enum {string} */
                value: "queued" | "waiting" | "sending" | "unknown" | "delivered" | "already" | "refused" | "later" | "parked" | "cancelled" | "expired" | "skipped";
            }[];
            total: number;
        };
        MessageDetail: {
            attempts: {
                bpjsMessage: string | null;
                code: string | null;
                endedAt: string | null;
                /** Format: uuid */
                id: string;
                outcome: string | null;
                startedAt: string;
                tookMs: number | null;
            }[];
            difference: components["schemas"]["MessageDifference"] | null;
            history: components["schemas"]["MessageHistoryLine"][];
            lane: components["schemas"]["MessageRow"][];
            message: components["schemas"]["MessageRow"];
            payloadOpenable: boolean;
            payloadVisible: boolean;
            standing: components["schemas"]["MessageStanding"];
        };
        MessageDifference: {
            accepted: {
                at: string;
                by: string;
                reason: string;
            } | null;
            comparedAt: string | null;
            fields: {
                field: string;
                ours: string | null;
                theirs: string | null;
            }[];
            foundAt: string;
        };
        MessageExchange: {
            at: string;
            failure: string | null;
            /** Format: uuid */
            id: string;
            method: string;
            opened: string | null;
            /** @enum {string} */
            purpose: "send" | "ask";
            requestBody: components["schemas"]["KeptBytes"] | null;
            requestHeaders: {
                name: string;
                value: string;
            }[];
            responseBody: components["schemas"]["KeptBytes"] | null;
            responseHeaders: {
                name: string;
                value: string;
            }[];
            status: number | null;
            tookMs: number | null;
            url: string;
        };
        MessageFilterInput: {
            channel?: string[];
            differs?: boolean;
            /** Format: date-time */
            from?: string;
            kind?: string[];
            query?: string;
            refusal?: string;
            service?: ("vclaim" | "antreanrs" | "pcare" | "antreanfktp" | "aplicares" | "icare" | "apotek" | "erekammedis" | "sisrute" | "srbk")[];
            state?: ("queued" | "waiting" | "sending" | "unknown" | "delivered" | "already" | "refused" | "later" | "parked" | "cancelled" | "expired" | "skipped")[];
            /** Format: date-time */
            until?: string;
            /** Format: uuid */
            visitId?: string;
        };
        MessageHistoryLine: {
            at: string;
            attempt: number | null;
            by: string | null;
            code: string | null;
            /** @enum {string} */
            kind: "recorded" | "attempt" | "answer" | "asked" | "engine" | "hand";
            result: string | null;
            words: string | null;
        };
        MessagePage: {
            items: components["schemas"]["MessageRow"][];
            nextCursor: string | null;
        };
        MessagePayload: {
            asked: components["schemas"]["MessageExchange"][];
            attempts: {
                answer: unknown;
                body: components["schemas"]["KeptBytes"] | null;
                exchanges: components["schemas"]["MessageExchange"][];
                /** Format: uuid */
                id: string;
                method: string;
                number: number;
                path: string;
                startedAt: string;
            }[];
        };
        MessageRow: {
            attempts: number;
            channel: string;
            class: 0 | 1 | 2 | 3;
            confirmable: boolean;
            deadlineAt: string | null;
            differs: boolean;
            enqueuedAt: string;
            explanation: {
                apa: string;
                arti: string;
                langkah: string;
                peran: ("registration" | "nurse" | "doctor" | "pharmacy" | "claims" | "management" | "it" | "auditor" | "vendor") | null;
            } | null;
            /** Format: uuid */
            id: string;
            kind: string;
            label: string;
            lastCode: string | null;
            lastMessage: string | null;
            nextAt: string | null;
            resendable: boolean;
            service: string;
            settledAt: string | null;
            /** @enum {string} */
            state: "queued" | "waiting" | "sending" | "unknown" | "delivered" | "already" | "refused" | "later" | "parked" | "cancelled" | "expired" | "skipped";
            subject: string;
            visitId: string | null;
        };
        MessageSearchInput: {
            channel?: string[];
            cursor?: string;
            differs?: boolean;
            /** Format: date-time */
            from?: string;
            kind?: string[];
            limit?: number;
            query?: string;
            refusal?: string;
            service?: ("vclaim" | "antreanrs" | "pcare" | "antreanfktp" | "aplicares" | "icare" | "apotek" | "erekammedis" | "sisrute" | "srbk")[];
            state?: ("queued" | "waiting" | "sending" | "unknown" | "delivered" | "already" | "refused" | "later" | "parked" | "cancelled" | "expired" | "skipped")[];
            /** Format: date-time */
            until?: string;
            /** Format: uuid */
            visitId?: string;
        };
        MessageStanding: {
            role: ("registration" | "nurse" | "doctor" | "pharmacy" | "claims" | "management" | "it" | "auditor" | "vendor") | null;
            /** @enum {string} */
            turn: "titian" | "bpjs" | "person" | "nobody";
            waits: {
                by: string | null;
                /** @enum {string} */
                kind: "behind" | "held-by" | "after" | "paused" | "away" | "not-before" | "asking" | "again" | "turn";
                message: components["schemas"]["NamedMessage"] | null;
                since: string | null;
                until: string | null;
                words: string | null;
            }[];
        };
        NamedMessage: {
            /** Format: uuid */
            id: string;
            label: string;
            service: string;
            /** @enum {string} */
            state: "queued" | "waiting" | "sending" | "unknown" | "delivered" | "already" | "refused" | "later" | "parked" | "cancelled" | "expired" | "skipped";
        };
        NewAlertEndpointInput: {
            /** @enum {string} */
            kind: "webhook" | "email";
            label: string;
            target: string;
        };
        NewApiKey: {
            apiKey: components["schemas"]["ApiKey"];
            /** @description shown once */
            key: string;
        };
        Outage: {
            endedAt: string | null;
            endedBy: string | null;
            id: string;
            interruptedAt: string | null;
            isRehearsal: boolean;
            lastGoodAt: string | null;
            /** @enum {string} */
            origin: "otomatis" | "manual";
            recoveredAt: string | null;
            service: string;
            /** Format: date-time */
            startedAt: string;
            startedBy: string;
        };
        OutageAnnouncementInput: {
            dari?: string | null;
            oleh: string;
            sampai?: string | null;
            teks: string;
        };
        OutageList: {
            items: components["schemas"]["Outage"][];
        };
        OutageRecord: {
            announcements: {
                dari: string | null;
                oleh: string;
                /** Format: date-time */
                recordedAt: string;
                recordedBy: string;
                sampai: string | null;
                teks: string;
            }[];
            counters: {
                accepted: number;
                affected: number;
                changedBack: number;
                delivered: number;
                held: number;
                left: number;
                mayChangeBack: number;
                paidPrivately: number;
                rebooked: number;
                refused: number;
                stillOpen: number;
                toDo: number;
                turnedOut: number;
                unverified: number;
                verifiedActive: number;
                waited: number;
                withStatement: number;
            };
            outage: components["schemas"]["Outage"];
            timeline: {
                actor: string;
                /** Format: date-time */
                at: string;
                id: string;
                /** @enum {string} */
                kind: "mode-mulai" | "terputus" | "terputus-lagi" | "pulih" | "mode-selesai" | "pengumuman" | "catatan" | "pilihan" | "pernyataan-dicetak" | "pernyataan-ditandatangani" | "verifikasi" | "tindakan";
                note: string | null;
                value: string | null;
            }[];
        };
        PesertaResult: {
            /** Format: date-time */
            asOf: string;
            /** @enum {string} */
            bpjsState: "terhubung" | "terputus" | "lambat";
            matches: {
                continuity: {
                    ageDays: number | null;
                    /** @enum {string} */
                    decision: "terima" | "terima-dengan-pernyataan" | "tahan";
                    /** @enum {string} */
                    ground: "aktif-baru" | "aktif-lama" | "belum-dikenal" | "terakhir-tidak-aktif";
                } | null;
                eligibility: components["schemas"]["Eligibility"] | null;
                jenisKelamin: ("L" | "P") | null;
                nama: string;
                nik: string | null;
                noHp: string | null;
                nomorKartu: string | null;
                norm: string | null;
                openVisitToday: {
                    poli: string;
                    visitId: string;
                } | null;
                patientId: string | null;
                rujukan: {
                    /** @enum {string} */
                    asal: "1" | "2";
                    berlaku: boolean;
                    berlakuSampai: string;
                    diagnosa: {
                        kode: string;
                        nama: string;
                    };
                    jumlahSep: number | null;
                    kunjunganPertama: boolean | null;
                    nomorRujukan: string;
                    perujuk: {
                        kode: string;
                        nama: string;
                    };
                    poli: {
                        kode: string;
                        nama: string;
                    };
                    tanggal: string;
                }[];
                tanggalLahir: string | null;
                umur: string | null;
            }[];
            notice: string | null;
            /** @enum {string} */
            source: "bpjs" | "lokal";
        };
        PesertaSearchInput: {
            query: string;
            /** Format: date */
            serviceDate?: string;
        };
        PharmacyBoard: {
            date: string;
            doneToday: number;
            nonRacikan: {
                attention: string | null;
                dokter: string | null;
                id: string;
                jenisPasien: string;
                kodeBooking: string;
                nama: string;
                nomorAntrean: string;
                nomorSep: string | null;
                norm: string;
                pasienBaru: boolean;
                poli: {
                    kode: string;
                    nama: string;
                };
                resep: ("tidak-ada" | "racikan" | "non-racikan") | null;
                sepState: ("tidak-perlu" | "menunggu" | "dikirim" | "diterima" | "sudah-ada" | "ditolak" | "belum-pasti" | "ditahan" | "kedaluwarsa" | "dibatalkan") | null;
                /** Format: date-time */
                since: string;
                /** @enum {string} */
                stage: "terdaftar" | "menunggu-admisi" | "dipanggil-admisi" | "menunggu-poli" | "dilayani-poli" | "menunggu-farmasi" | "disiapkan-farmasi" | "selesai" | "batal" | "tidak-hadir";
                standardMinutes: number;
                /** @enum {string} */
                state: "menunggu" | "disiapkan";
                waitingSince: string | null;
            }[];
            racikan: {
                attention: string | null;
                dokter: string | null;
                id: string;
                jenisPasien: string;
                kodeBooking: string;
                nama: string;
                nomorAntrean: string;
                nomorSep: string | null;
                norm: string;
                pasienBaru: boolean;
                poli: {
                    kode: string;
                    nama: string;
                };
                resep: ("tidak-ada" | "racikan" | "non-racikan") | null;
                sepState: ("tidak-perlu" | "menunggu" | "dikirim" | "diterima" | "sudah-ada" | "ditolak" | "belum-pasti" | "ditahan" | "kedaluwarsa" | "dibatalkan") | null;
                /** Format: date-time */
                since: string;
                /** @enum {string} */
                stage: "terdaftar" | "menunggu-admisi" | "dipanggil-admisi" | "menunggu-poli" | "dilayani-poli" | "menunggu-farmasi" | "disiapkan-farmasi" | "selesai" | "batal" | "tidak-hadir";
                standardMinutes: number;
                /** @enum {string} */
                state: "menunggu" | "disiapkan";
                waitingSince: string | null;
            }[];
        };
        QueueBoard: {
            called: {
                attention: string | null;
                dokter: string | null;
                id: string;
                jenisPasien: string;
                kodeBooking: string;
                nama: string;
                nomorAntrean: string;
                nomorSep: string | null;
                norm: string;
                pasienBaru: boolean;
                poli: {
                    kode: string;
                    nama: string;
                };
                resep: ("tidak-ada" | "racikan" | "non-racikan") | null;
                sepState: ("tidak-perlu" | "menunggu" | "dikirim" | "diterima" | "sudah-ada" | "ditolak" | "belum-pasti" | "ditahan" | "kedaluwarsa" | "dibatalkan") | null;
                /** @enum {string} */
                stage: "terdaftar" | "menunggu-admisi" | "dipanggil-admisi" | "menunggu-poli" | "dilayani-poli" | "menunggu-farmasi" | "disiapkan-farmasi" | "selesai" | "batal" | "tidak-hadir";
                waitingSince: string | null;
            }[];
            date: string;
            done: number;
            nowServing: {
                attention: string | null;
                dokter: string | null;
                id: string;
                jenisPasien: string;
                kodeBooking: string;
                nama: string;
                nomorAntrean: string;
                nomorSep: string | null;
                norm: string;
                pasienBaru: boolean;
                poli: {
                    kode: string;
                    nama: string;
                };
                resep: ("tidak-ada" | "racikan" | "non-racikan") | null;
                sepState: ("tidak-perlu" | "menunggu" | "dikirim" | "diterima" | "sudah-ada" | "ditolak" | "belum-pasti" | "ditahan" | "kedaluwarsa" | "dibatalkan") | null;
                /** @enum {string} */
                stage: "terdaftar" | "menunggu-admisi" | "dipanggil-admisi" | "menunggu-poli" | "dilayani-poli" | "menunggu-farmasi" | "disiapkan-farmasi" | "selesai" | "batal" | "tidak-hadir";
                waitingSince: string | null;
            } | null;
            standardMinutes: number;
            unit: string;
            waiting: {
                attention: string | null;
                dokter: string | null;
                id: string;
                jenisPasien: string;
                kodeBooking: string;
                nama: string;
                nomorAntrean: string;
                nomorSep: string | null;
                norm: string;
                pasienBaru: boolean;
                poli: {
                    kode: string;
                    nama: string;
                };
                resep: ("tidak-ada" | "racikan" | "non-racikan") | null;
                sepState: ("tidak-perlu" | "menunggu" | "dikirim" | "diterima" | "sudah-ada" | "ditolak" | "belum-pasti" | "ditahan" | "kedaluwarsa" | "dibatalkan") | null;
                /** @enum {string} */
                stage: "terdaftar" | "menunggu-admisi" | "dipanggil-admisi" | "menunggu-poli" | "dilayani-poli" | "menunggu-farmasi" | "disiapkan-farmasi" | "selesai" | "batal" | "tidak-hadir";
                waitingSince: string | null;
            }[];
        };
        Rebooked: {
            confirmed: boolean;
            moved: {
                newNomorAntrean: string | null;
                newVisitId: string | null;
                nomorAntrean: string;
                visitId: string;
            }[];
        };
        RebookInput: {
            confirm: boolean;
            /** Format: date */
            date: string;
            /** @enum {string} */
            decidedFor: "pasien" | "fasilitas";
            reason: string;
            /** Format: uuid */
            sessionId: string;
            visitIds: string[];
        };
        ReconciliationDays: {
            days: {
                date: string;
                open: number;
                runs: components["schemas"]["ReconciliationRun"][];
            }[];
            from: string;
            to: string;
        };
        ReconciliationFinding: {
            actions: ("kirim-ulang" | "catat-bpjs" | "terima")[];
            date: string;
            fields: {
                field: string;
                ours: string | null;
                theirs: string | null;
            }[];
            /** @enum {string} */
            finding: "hanya-di-titian" | "hanya-di-bpjs" | "berbeda";
            /** Format: date-time */
            foundAt: string;
            id: string;
            judgement: {
                /** @enum {string} */
                action: "kirim-ulang" | "catat-bpjs" | "terima";
                /** Format: date-time */
                at: string;
                by: string;
                reason: string;
            } | null;
            key: string;
            /** Format: date-time */
            seenAt: string;
            sender: {
                at: string | null;
                source: string | null;
            };
            /** @enum {string} */
            state: "terbuka" | "diterima" | "diperbaiki" | "hilang";
            /** @enum {string} */
            subject: "antrean" | "task" | "sep" | "pendaftaran" | "kunjungan";
            visit: {
                id: string;
                kodeBooking: string;
                namaPoli: string;
                nomorAntrean: string;
            } | null;
        };
        ReconciliationFindingPage: {
            items: components["schemas"]["ReconciliationFinding"][];
            nextCursor: string | null;
        };
        ReconciliationRepair: {
            results: {
                id: string;
                /** @enum {string} */
                result: "dikirim" | "dicatat" | "diterima" | "sudah-ada" | "tidak-dapat" | "bpjs-terputus";
                text: string | null;
            }[];
        };
        ReconciliationRun: {
            counts: {
                compared: number;
                found: number;
                postponed: number;
                /** @enum {string} */
                subject: "antrean" | "task" | "sep" | "pendaftaran" | "kunjungan";
            }[];
            date: string;
            finishedAt: string | null;
            id: string;
            /** @enum {string} */
            occasion: "D" | "D+1" | "D+3" | "D+6" | "gangguan" | "manual" | "pulih";
            /** Format: date-time */
            plannedAt: string;
            requestedBy: string | null;
            startedAt: string | null;
            /** @enum {string} */
            state: "menunggu" | "berjalan" | "selesai" | "gagal";
            trouble: string | null;
        };
        RecordEventInput: {
            data?: {
                alasan?: string;
                /** @enum {string} */
                resep?: "tidak-ada" | "racikan" | "non-racikan";
                unit?: string;
            };
            /** Format: date-time */
            occurredAt?: string;
            /** @enum {string} */
            type: "visit.registered" | "patient.checked-in" | "admission.called" | "admission.done" | "poli.called" | "poli.done" | "prescription.printed" | "pharmacy.started" | "pharmacy.done" | "visit.cancelled" | "visit.no-show" | "service.recorded";
        };
        ReferenceList: {
            asOf: string;
            items: {
                extra?: {
                    [key: string]: string | number | boolean;
                };
                kode: string;
                nama: string;
            }[];
            /** @enum {string} */
            name: "diagnosa" | "dokter" | "obat" | "tindakan" | "poli" | "kesadaran" | "prognosa" | "statuspulang" | "alergi-makan" | "alergi-udara" | "alergi-obat";
            /** @enum {string} */
            source: "bpjs" | "lokal";
        };
        RegisterVisitInput: {
            checkIn?: boolean;
            continuity?: {
                /** @enum {string} */
                choice: "menunggu" | "lanjut" | "bayar-sendiri" | "kembali-lain-waktu";
            };
            /** Format: uuid */
            eligibilitySnapshotId?: string;
            jamPraktek?: string;
            jenisKunjungan?: 1 | 2 | 3 | 4;
            /** @enum {string} */
            jenisPasien: "JKN" | "NON JKN";
            keluhan?: string;
            kodeDokter?: string;
            kodePoli: string;
            kunjunganSakit?: boolean;
            namaDokter?: string;
            namaPoli?: string;
            nomorReferensi?: string;
            pasienBaru: boolean;
            patient?: {
                /** @enum {string} */
                jenisKelamin?: "L" | "P";
                nama: string;
                nik?: string;
                noHp?: string;
                nomorKartu?: string;
                norm?: string;
                /** Format: date */
                tanggalLahir?: string;
            };
            /** Format: uuid */
            patientId?: string;
            sep?: components["schemas"]["SepWishInput"];
            /** Format: date */
            serviceDate: string;
            /** Format: uuid */
            sessionId?: string;
        };
        ResendMessageInput: {
            reason: string;
            /** Format: uuid */
            seenAttempt?: string;
        };
        RestoredStart: {
            held: {
                days: number;
                done: number;
                /** Format: date-time */
                restoredAt: string;
                /** Format: date-time */
                takenAt: string;
            } | null;
        };
        ScheduleDay: {
            /** Format: date-time */
            asOf: string;
            /** Format: date */
            date: string;
            /** @enum {string} */
            source: "bpjs" | "lokal";
            units: {
                kodePoli: string;
                namaPoli: string;
                sessions: {
                    jamPraktek: string;
                    kodeDokter: string;
                    kodePoli: string;
                    kodeSubspesialis: string;
                    kuotaJkn: number;
                    kuotaNonJkn: number;
                    libur: boolean;
                    namaDokter: string;
                    namaPoli: string;
                    sessionId: string;
                    sisaKuotaJkn: number;
                    sisaKuotaNonJkn: number;
                }[];
            }[];
        };
        SepWishInput: {
            assesmentPel?: string;
            catatan?: string;
            cob?: boolean;
            diagAwal?: string;
            flagProcedure?: string;
            issue: boolean;
            katarak?: boolean;
            kdPenunjang?: string;
            skdp?: {
                kodeDpjp: string;
                noSurat: string;
            };
            /** @enum {string} */
            tujuanKunjungan?: "0" | "1" | "2";
        };
        ServiceEntry: {
            alergi: {
                makan: string;
                obat: string;
                udara: string;
            };
            anamnesa: string;
            beratBadan: number;
            bmhp: string;
            diagnosa: {
                kode: string;
                nama: string;
            }[];
            diastole: number;
            heartRate: number;
            kdDokter: string;
            kdPrognosa: string;
            kdSadar: string;
            kdStatusPulang: string;
            keluhan: string;
            lingkarPerut: number;
            obat: {
                jumlah: number;
                kode: string;
                nama: string;
                racikan: boolean;
                signa1: number;
                signa2: number;
            }[];
            respRate: number;
            sistole: number;
            suhu: number;
            tanggalPulang: string;
            terapiNonObat: string;
            terapiObat: string;
            tindakan: {
                biaya: number;
                keterangan?: string;
                kode: string;
                nama: string;
            }[];
            tinggiBadan: number;
        };
        ServiceEntryResult: {
            entry: components["schemas"]["ServiceEntry"];
            problems: {
                field: string;
                message: string;
            }[];
            visit: components["schemas"]["Visit"];
        };
        Session: {
            account: {
                displayName: string;
                /** Format: uuid */
                id: string;
                /** @enum {string} */
                language: "id" | "en";
                username: string;
            };
            demo: boolean;
            expiresAt: string;
            facilities: components["schemas"]["FacilityBrief"][];
            facility: components["schemas"]["FacilityBrief"];
            permissions: string[];
            roles: ("registration" | "nurse" | "doctor" | "pharmacy" | "claims" | "management" | "it" | "auditor" | "vendor" | "display" | "kiosk")[];
            serverTime: string;
        };
        StaffSession: {
            /** Format: uuid */
            accountId: string;
            /** Format: uuid */
            id: string;
            lastSeenAt: string;
            source: string | null;
            startedAt: string;
            username: string;
        };
        StaffUser: {
            active: boolean;
            displayName: string;
            /** Format: uuid */
            id: string;
            lastSignInAt: string | null;
            roles: ("registration" | "nurse" | "doctor" | "pharmacy" | "claims" | "management" | "it" | "auditor" | "vendor")[];
            username: string;
        };
        TaskComparison: {
            /** Format: date-time */
            asOf: string;
            differences: {
                bpjsAt: string | null;
                oursAt: string | null;
                task: number;
            }[];
            /** @constant */
            source: "bpjs";
            timeline: components["schemas"]["Timeline"];
        };
        TaskDesk: {
            date: string;
            nextCursor: string | null;
            rows: components["schemas"]["TaskRow"][];
            summary: {
                complete: number;
                differs: number;
                incomplete: number;
                refused: number;
                visits: number;
                waiting: number;
            };
        };
        TaskMapping: {
            items: {
                /** @enum {string} */
                event: "visit.registered" | "patient.checked-in" | "admission.called" | "admission.done" | "poli.called" | "poli.done" | "prescription.printed" | "pharmacy.started" | "pharmacy.done" | "visit.cancelled" | "visit.no-show" | "service.recorded";
                /** @enum {string} */
                patient: "new" | "existing" | "any";
                task: 1 | 2 | 3 | 4 | 5 | 6 | 7 | 99;
            }[];
        };
        TaskMappingInput: {
            items: {
                /** @enum {string} */
                event: "visit.registered" | "patient.checked-in" | "admission.called" | "admission.done" | "poli.called" | "poli.done" | "prescription.printed" | "pharmacy.started" | "pharmacy.done" | "visit.cancelled" | "visit.no-show" | "service.recorded";
                /** @enum {string} */
                patient: "new" | "existing" | "any";
                task: 1 | 2 | 3 | 4 | 5 | 6 | 7 | 99;
            }[];
        };
        TaskRow: {
            /** @enum {string} */
            booking: "tidak-perlu" | "belum" | "tercatat" | "menunggu-pendahulu" | "siap" | "dikirim" | "diterima" | "sudah-ada" | "berbeda" | "ditolak" | "perlu-perbaikan" | "kedaluwarsa" | "belum-pasti";
            complete: boolean;
            deadlineDate: string;
            differs: boolean;
            kodeBooking: string;
            nama: string;
            nomorAntrean: string;
            norm: string;
            pasienBaru: boolean;
            poli: {
                kode: string;
                nama: string;
            };
            resep: ("tidak-ada" | "racikan" | "non-racikan") | null;
            serviceDate: string;
            tasks: {
                bpjsAt: string | null;
                correctedAt: string | null;
                effectiveAt: string | null;
                expected: boolean;
                messageId: string | null;
                nextStep: string | null;
                observedAt: string | null;
                provenance: {
                    by: string;
                    /** @enum {string} */
                    event: "visit.registered" | "patient.checked-in" | "admission.called" | "admission.done" | "poli.called" | "poli.done" | "prescription.printed" | "pharmacy.started" | "pharmacy.done" | "visit.cancelled" | "visit.no-show" | "service.recorded";
                    sourceRef: string | null;
                } | null;
                reason: string | null;
                /** @enum {string} */
                status: "tidak-perlu" | "belum" | "tercatat" | "menunggu-pendahulu" | "siap" | "dikirim" | "diterima" | "sudah-ada" | "berbeda" | "ditolak" | "perlu-perbaikan" | "kedaluwarsa" | "belum-pasti";
                task: 1 | 2 | 3 | 4 | 5 | 6 | 7 | 99;
            }[];
            visitId: string;
        };
        Timeline: {
            history: {
                /** Format: date-time */
                at: string;
                bpjsCode: string | null;
                bpjsMessage: string | null;
                by: string | null;
                /** @enum {string} */
                kind: "observed" | "corrected" | "attempt" | "answer" | "difference" | "held" | "cancelled";
                task: number | null;
                text: string;
            }[];
            row: components["schemas"]["TaskRow"];
        };
        Today: {
            actions: {
                count: number;
                /** @enum {string} */
                kind: "ditolak" | "h7" | "klik-hilang" | "rekonsiliasi" | "belum-pasti" | "ditahan" | "tanpa-dokter" | "kesinambungan";
                label: string;
                link: string;
                /** @enum {string} */
                severity: "tinggi" | "sedang" | "rendah";
            }[];
            date: string;
            finished: number;
            flow: {
                count: number;
                medianMinutes: number | null;
                /** @enum {string} */
                stage: "terdaftar" | "menunggu-admisi" | "dipanggil-admisi" | "menunggu-poli" | "dilayani-poli" | "menunggu-farmasi" | "disiapkan-farmasi" | "selesai" | "batal" | "tidak-hadir";
            }[];
            registered: number;
            units: {
                kodePoli: string;
                longestWaitMinutes: number | null;
                namaPoli: string;
                served: number;
                waiting: number;
            }[];
        };
        UnservedSessions: {
            sessions: {
                jamPraktek: string;
                kodePoli: string;
                namaDokter: string;
                namaPoli: string;
                visits: {
                    attention: string | null;
                    dokter: string | null;
                    id: string;
                    jenisPasien: string;
                    kodeBooking: string;
                    nama: string;
                    nomorAntrean: string;
                    nomorSep: string | null;
                    norm: string;
                    pasienBaru: boolean;
                    poli: {
                        kode: string;
                        nama: string;
                    };
                    resep: ("tidak-ada" | "racikan" | "non-racikan") | null;
                    sepState: ("tidak-perlu" | "menunggu" | "dikirim" | "diterima" | "sudah-ada" | "ditolak" | "belum-pasti" | "ditahan" | "kedaluwarsa" | "dibatalkan") | null;
                    /** @enum {string} */
                    stage: "terdaftar" | "menunggu-admisi" | "dipanggil-admisi" | "menunggu-poli" | "dilayani-poli" | "menunggu-farmasi" | "disiapkan-farmasi" | "selesai" | "batal" | "tidak-hadir";
                    waitingSince: string | null;
                }[];
            }[];
        };
        Visit: {
            angkaAntrean: number;
            continuity: {
                ageDays: number | null;
                choice: ("menunggu" | "lanjut" | "bayar-sendiri" | "kembali-lain-waktu") | null;
                /** @enum {string} */
                decision: "terima" | "terima-dengan-pernyataan" | "tahan";
                /** @enum {string} */
                ground: "aktif-baru" | "aktif-lama" | "belum-dikenal" | "terakhir-tidak-aktif";
                outageId: string;
                snapshotAt: string | null;
                statementPrintedAt: string | null;
                statementSignedAt: string | null;
                /** @enum {string} */
                verification: "belum" | "aktif" | "berubah" | "tidak-aktif" | "tidak-ditemukan" | "tanpa-nomor";
            } | null;
            deliveries: {
                kind: string;
                label: string;
                messageId: string;
                nextStep: string | null;
                reason: string | null;
                service: string;
                /** @enum {string} */
                state: "tidak-perlu" | "menunggu" | "dikirim" | "diterima" | "sudah-ada" | "ditolak" | "belum-pasti" | "ditahan" | "kedaluwarsa" | "dibatalkan";
                /** Format: date-time */
                updatedAt: string;
            }[];
            dokter: {
                kode: string;
                nama: string;
            } | null;
            eligibility: components["schemas"]["Eligibility"] | null;
            estimasiDilayani: string | null;
            events: {
                by: string;
                /** Format: date-time */
                occurredAt: string;
                /** Format: date-time */
                recordedAt: string;
                /** @enum {string} */
                type: "visit.registered" | "patient.checked-in" | "admission.called" | "admission.done" | "poli.called" | "poli.done" | "prescription.printed" | "pharmacy.started" | "pharmacy.done" | "visit.cancelled" | "visit.no-show" | "service.recorded";
            }[];
            id: string;
            jamPraktek: string | null;
            /** @enum {string} */
            jenisPasien: "JKN" | "NON JKN";
            kodeBooking: string;
            nomorAntrean: string;
            pasienBaru: boolean;
            patient: {
                id: string;
                jenisKelamin: ("L" | "P") | null;
                nama: string;
                nik: string | null;
                noHp: string | null;
                nomorKartu: string | null;
                norm: string;
                tanggalLahir: string | null;
            };
            pcare: {
                noKunjungan: string | null;
                noUrut: string | null;
            } | null;
            poli: {
                kode: string;
                nama: string;
            };
            /** Format: date-time */
            registeredAt: string;
            resep: ("tidak-ada" | "racikan" | "non-racikan") | null;
            sep: {
                nomorSep: string | null;
                reason: string | null;
                /** @enum {string} */
                state: "tidak-perlu" | "menunggu" | "dikirim" | "diterima" | "sudah-ada" | "ditolak" | "belum-pasti" | "ditahan" | "kedaluwarsa" | "dibatalkan";
            } | null;
            serviceDate: string;
            /** @enum {string} */
            stage: "terdaftar" | "menunggu-admisi" | "dipanggil-admisi" | "menunggu-poli" | "dilayani-poli" | "menunggu-farmasi" | "disiapkan-farmasi" | "selesai" | "batal" | "tidak-hadir";
            /** @enum {string} */
            sumber: "onsite" | "mobile-jkn" | "his" | "kiosk";
        };
        VisitPage: {
            items: {
                attention: string | null;
                dokter: string | null;
                id: string;
                jenisPasien: string;
                kodeBooking: string;
                nama: string;
                nomorAntrean: string;
                nomorSep: string | null;
                norm: string;
                pasienBaru: boolean;
                poli: {
                    kode: string;
                    nama: string;
                };
                resep: ("tidak-ada" | "racikan" | "non-racikan") | null;
                sepState: ("tidak-perlu" | "menunggu" | "dikirim" | "diterima" | "sudah-ada" | "ditolak" | "belum-pasti" | "ditahan" | "kedaluwarsa" | "dibatalkan") | null;
                /** @enum {string} */
                stage: "terdaftar" | "menunggu-admisi" | "dipanggil-admisi" | "menunggu-poli" | "dilayani-poli" | "menunggu-farmasi" | "disiapkan-farmasi" | "selesai" | "batal" | "tidak-hadir";
                waitingSince: string | null;
            }[];
            nextCursor: string | null;
        };
        VisitSearchInput: {
            cursor?: string;
            /** Format: date */
            date?: string;
            limit?: number;
            poli?: string;
            query: string;
            /** @enum {string} */
            stage?: "terdaftar" | "menunggu-admisi" | "dipanggil-admisi" | "menunggu-poli" | "dilayani-poli" | "menunggu-farmasi" | "disiapkan-farmasi" | "selesai" | "batal" | "tidak-hadir";
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export type operations = Record<string, never>;
