{{/* Labels of an object. Takes a dict: name, version (may be empty). */}}
{{- define "durable-orders.labels" -}}
app.kubernetes.io/name: {{ .name }}
{{- with .version }}
app.kubernetes.io/version: {{ . }}
{{- end }}
app.kubernetes.io/part-of: durable-orders
{{- end }}

{{/* Labels that select the pods of a workload. */}}
{{- define "durable-orders.selector" -}}
app.kubernetes.io/name: {{ .name }}
{{- with .version }}
app.kubernetes.io/version: {{ . }}
{{- end }}
{{- end }}

{{/* A build id as part of a name: 1.3.0-9E1 becomes 1-3-0-9e1. */}}
{{- define "durable-orders.version" -}}
{{ . | lower | replace "." "-" | replace "_" "-" }}
{{- end }}

{{/*
The spec of a pod. Takes a dict: root, name (in processes.yaml), version, tag, resources and, for a job, restartPolicy.
*/}}
{{- define "durable-orders.pod" -}}
{{- $process := index (.root.Files.Get "processes.yaml" | fromYaml) .name -}}
{{- $tag := .tag | default .root.Values.image.tag | default .root.Chart.AppVersion -}}
{{- $job := .restartPolicy -}}
serviceAccountName: durable-orders
# Otherwise the Service `gateway` sets GATEWAY_PORT, which the gateway reads.
enableServiceLinks: false
automountServiceAccountToken: false
{{- if $job }}
restartPolicy: {{ $job }}
{{- else }}
# preStop, SHUTDOWN_GRACE_SECONDS (10) and 8 s: docs/how-to/upgrade.md.
terminationGracePeriodSeconds: {{ add 20 ($process.pauseSeconds | default 0) }}
{{- end }}
securityContext:
  runAsNonRoot: true
  runAsUser: 1000
  runAsGroup: 1000
  seccompProfile: { type: RuntimeDefault }
{{- if not $job }}
topologySpreadConstraints:
  {{- $selector := include "durable-orders.selector" . }}
  {{- range list "topology.kubernetes.io/zone" "kubernetes.io/hostname" }}
  - topologyKey: {{ . }}
    maxSkew: 1
    whenUnsatisfiable: ScheduleAnyway
    labelSelector:
      matchLabels:
        {{- $selector | nindent 8 }}
  {{- end }}
{{- end }}
containers:
  - name: {{ .name }}
    image: {{ .root.Values.image.repository }}:{{ $tag }}
    args:
      {{- toYaml $process.args | nindent 6 }}
    {{- if ne .name "migrate" }}
    envFrom:
      - configMapRef: { name: durable-orders }
    {{- end }}
    env:
      {{- range $variable, $secret := $process.secrets }}
      - { name: {{ $variable }}, value: /run/secrets/{{ $secret }} }
      {{- end }}
    {{- if not $job }}
    ports:
      - { name: http, containerPort: 3000 }
      - { name: metrics, containerPort: 9464 }
      {{- if $process.sdkMetrics }}
      - { name: sdk-metrics, containerPort: 9465 }
      {{- end }}
    startupProbe:
      httpGet: { path: /healthz, port: http }
      periodSeconds: 2
      failureThreshold: 30
    livenessProbe:
      httpGet: { path: /healthz, port: http }
      periodSeconds: 10
      timeoutSeconds: 5
      failureThreshold: 6
    readinessProbe:
      httpGet: { path: {{ $process.readiness }}, port: http }
      periodSeconds: 5
      timeoutSeconds: 5
    {{- with $process.pauseSeconds }}
    lifecycle:
      preStop: { sleep: { seconds: {{ . }} } }
    {{- end }}
    {{- end }}
    resources:
      {{- toYaml .resources | nindent 6 }}
    securityContext:
      allowPrivilegeEscalation: false
      readOnlyRootFilesystem: true
      capabilities: { drop: [ALL] }
    volumeMounts:
      - { name: secrets, mountPath: /run/secrets, readOnly: true }
volumes:
  - name: secrets
    projected:
      sources:
        {{- range $secret := values $process.secrets | sortAlpha }}
        - secret: { name: {{ $secret }} }
        {{- end }}
{{- end }}

{{/* A Deployment. Takes the dict of the pod and replicas, which may be empty when an autoscaler sets them. */}}
{{- define "durable-orders.deployment" -}}
apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ .name }}{{ with .version }}-{{ . }}{{ end }}
  labels:
    {{- include "durable-orders.labels" . | nindent 4 }}
spec:
  {{- with .replicas }}
  replicas: {{ . }}
  {{- end }}
  selector:
    matchLabels:
      {{- include "durable-orders.selector" . | nindent 6 }}
  strategy: { rollingUpdate: { maxUnavailable: 0, maxSurge: 1 } }
  template:
    metadata:
      labels:
        {{- include "durable-orders.labels" . | nindent 8 }}
    spec:
      {{- include "durable-orders.pod" . | nindent 6 }}
{{- end }}

{{/* A job that runs at each installation and upgrade. Takes the dict of the pod, hook and weight. */}}
{{- define "durable-orders.job" -}}
apiVersion: batch/v1
kind: Job
metadata:
  name: {{ .name }}
  labels:
    {{- include "durable-orders.labels" . | nindent 4 }}
  annotations:
    helm.sh/hook: {{ .hook }}
    helm.sh/hook-weight: '{{ .weight }}'
    helm.sh/hook-delete-policy: before-hook-creation
spec:
  backoffLimit: 5
  ttlSecondsAfterFinished: 86400
  template:
    metadata:
      labels:
        {{- include "durable-orders.labels" . | nindent 8 }}
    spec:
      {{- include "durable-orders.pod" . | nindent 6 }}
{{- end }}
