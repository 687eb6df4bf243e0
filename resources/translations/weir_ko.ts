<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ko_KR">
<context>
    <name>AboutPage</name>
    <message>
        <source>About Weir</source>
        <translation>Weir 정보</translation>
    </message>
    <message>
        <source>version %1</source>
        <translation>버전 %1</translation>
    </message>
    <message>
        <source>What it is</source>
        <translation>소개</translation>
    </message>
    <message>
        <source>A weir is a low dam that measures and steers a stream. Weir is a native desktop console for Apache Kafka: it shows topics, messages and consumer lag of any cluster from Kafka 2.1 on, and starts a sandbox cluster of its own on this computer.</source>
        <translation>Weir(보)는 물의 흐름을 재고 조절하는 낮은 둑입니다. Weir는 Apache Kafka를 위한 데스크톱 콘솔입니다. Kafka 2.1 이상 모든 클러스터의 토픽, 메시지, 컨슈머 랙을 보여 주고 이 컴퓨터에서 자체 샌드박스 클러스터를 시작합니다.</translation>
    </message>
    <message>
        <source>This copy</source>
        <translation>이 프로그램</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>버전</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>라이선스</translation>
    </message>
    <message>
        <source>Qt</source>
        <translation>Qt</translation>
    </message>
    <message>
        <source>Settings and history</source>
        <translation>설정과 기록</translation>
    </message>
    <message>
        <source>Sandbox data</source>
        <translation>샌드박스 데이터</translation>
    </message>
    <message>
        <source>What leaves this computer</source>
        <translation>이 컴퓨터 밖으로 나가는 것</translation>
    </message>
    <message>
        <source>Nothing but what is sent to the clusters that you open. There is no telemetry and no update check.</source>
        <translation>연 클러스터로 보내는 것 말고는 없습니다. 원격 측정도 업데이트 확인도 하지 않습니다.</translation>
    </message>
    <message>
        <source>Built on</source>
        <translation>사용한 라이브러리</translation>
    </message>
</context>
<context>
    <name>AddPartitionsDialog</name>
    <message>
        <source>Add partitions to %1</source>
        <translation>%1에 파티션 추가</translation>
    </message>
    <message numerus="yes">
        <source>It has %n partition(s) now. Partitions can be added and never taken away; keys map to other partitions from then on, and groups rebalance.</source>
        <translation>
            <numerusform>지금 파티션은 %n개입니다. 파티션은 늘릴 수만 있고 줄일 수 없습니다. 이후 키가 다른 파티션으로 가고 그룹은 리밸런싱합니다.</numerusform>
        </translation>
    </message>
    <message>
        <source>Partitions after the change</source>
        <translation>변경 후 파티션 수</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>Show the plan...</source>
        <translation>계획 보기...</translation>
    </message>
</context>
<context>
    <name>Ask</name>
    <message>
        <source>Type %1 to go on.</source>
        <translation>계속하려면 입력할 이름: %1</translation>
    </message>
    <message>
        <source>Name to confirm</source>
        <translation>확인할 이름</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
</context>
<context>
    <name>AttentionList</name>
    <message>
        <source>Object</source>
        <translation>대상</translation>
    </message>
    <message>
        <source>What</source>
        <translation>내용</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>시작</translation>
    </message>
    <message>
        <source>Repair</source>
        <translation>조치</translation>
    </message>
    <message>
        <source>Needs attention</source>
        <translation>주의 필요</translation>
    </message>
    <message>
        <source>Nothing needs you.</source>
        <translation>지금은 할 일이 없습니다.</translation>
    </message>
</context>
<context>
    <name>AttentionWords</name>
    <message>
        <source>Broker %1</source>
        <translation>브로커 %1</translation>
    </message>
    <message numerus="yes">
        <source>Down: %n replica(s) are missing</source>
        <translation>
            <numerusform>내려감: 복제본 %n개가 없습니다</numerusform>
        </translation>
    </message>
    <message>
        <source>Open broker</source>
        <translation>브로커 열기</translation>
    </message>
    <message numerus="yes">
        <source>%n partition(s) have no leader</source>
        <translation>
            <numerusform>파티션 %n개에 리더가 없습니다</numerusform>
        </translation>
    </message>
    <message>
        <source>Show partitions</source>
        <translation>파티션 보기</translation>
    </message>
    <message numerus="yes">
        <source>%n partition(s) lack a replica</source>
        <translation>
            <numerusform>파티션 %n개에 복제본 부족</numerusform>
        </translation>
    </message>
    <message>
        <source>Show lag</source>
        <translation>랙 보기</translation>
    </message>
    <message numerus="yes">
        <source>%n member(s) have no partition</source>
        <translation>
            <numerusform>멤버 %n개에 파티션이 없습니다</numerusform>
        </translation>
    </message>
    <message>
        <source>Show members</source>
        <translation>멤버 보기</translation>
    </message>
    <message numerus="yes">
        <source>%n partition(s) below min ISR: writes with acks=all are refused</source>
        <translation>
            <numerusform>파티션 %n개가 최소 ISR 미만: acks=all 쓰기가 거부됩니다</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n partition(s) at min ISR: one more lost replica stops acks=all</source>
        <translation>
            <numerusform>파티션 %n개가 최소 ISR: 복제본을 하나 더 잃으면 acks=all이 멈춥니다</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n topic(s)</source>
        <translation>
            <numerusform>토픽 %n개</numerusform>
        </translation>
    </message>
    <message>
        <source>Show topics</source>
        <translation>토픽 보기</translation>
    </message>
    <message numerus="yes">
        <source>%n partition(s) with unread records have no member</source>
        <translation>
            <numerusform>읽지 않은 레코드가 있는 파티션 %n개에 멤버가 없습니다</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message numerus="yes">
        <source>%n member(s)</source>
        <translation>
            <numerusform>멤버 %n개</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n partition(s)</source>
        <translation>
            <numerusform>파티션 %n개</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>AuditPage</name>
    <message>
        <source>Time</source>
        <translation>시간</translation>
    </message>
    <message>
        <source>Cluster</source>
        <translation>클러스터</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>작업</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>대상</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>결과</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>완료</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>실패</translation>
    </message>
    <message>
        <source>Audit log</source>
        <translation>감사 로그</translation>
    </message>
    <message>
        <source>The same as a command</source>
        <translation>같은 작업의 명령</translation>
    </message>
    <message>
        <source>Put back...</source>
        <translation>되돌리기...</translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) from this computer</source>
        <translation>
            <numerusform>이 컴퓨터에서 한 변경 %n건</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing was changed yet</source>
        <translation>아직 변경한 것이 없습니다</translation>
    </message>
    <message>
        <source>Every change that is made from this computer is kept here, with what was before.</source>
        <translation>이 컴퓨터에서 한 모든 변경이 변경 전 상태와 함께 여기에 남습니다.</translation>
    </message>
    <message>
        <source>Reading the audit log</source>
        <translation>감사 로그를 읽는 중</translation>
    </message>
    <message>
        <source>Nothing was changed.</source>
        <translation>변경된 것이 없습니다.</translation>
    </message>
    <message>
        <source>This cannot be undone.</source>
        <translation>되돌릴 수 없습니다.</translation>
    </message>
    <message>
        <source>Open %1 to put it back.</source>
        <translation>되돌리려면 %1을(를) 여세요.</translation>
    </message>
    <message>
        <source>This profile is read only.</source>
        <translation>이 프로필은 읽기 전용입니다.</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>결과</translation>
    </message>
</context>
<context>
    <name>AuditText</name>
    <message>
        <source>Create topic</source>
        <translation>토픽 만들기</translation>
    </message>
    <message>
        <source>Delete topic</source>
        <translation>토픽 삭제</translation>
    </message>
    <message>
        <source>Change topic configuration</source>
        <translation>토픽 설정 변경</translation>
    </message>
    <message>
        <source>Change broker configuration</source>
        <translation>브로커 설정 변경</translation>
    </message>
    <message>
        <source>Add partitions</source>
        <translation>파티션 추가</translation>
    </message>
    <message>
        <source>Delete records</source>
        <translation>레코드 삭제</translation>
    </message>
    <message>
        <source>Delete group</source>
        <translation>그룹 삭제</translation>
    </message>
    <message>
        <source>Produce records</source>
        <translation>레코드 쓰기</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>비어 있음</translation>
    </message>
    <message>
        <source>all brokers</source>
        <translation>모든 브로커</translation>
    </message>
    <message>
        <source>Partition</source>
        <translation>파티션</translation>
    </message>
    <message>
        <source>Offsets</source>
        <translation>오프셋</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1~%2</translation>
    </message>
    <message>
        <source>Offset</source>
        <translation>오프셋</translation>
    </message>
    <message>
        <source>Records</source>
        <translation>레코드</translation>
    </message>
    <message>
        <source>Generate load</source>
        <translation>부하 생성</translation>
    </message>
</context>
<context>
    <name>BrokerCard</name>
    <message>
        <source>Fault set</source>
        <translation>장애 설정됨</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>실행 중</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>일시 정지</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>정지됨</translation>
    </message>
    <message>
        <source>Killed</source>
        <translation>강제 종료됨</translation>
    </message>
    <message>
        <source>Starting</source>
        <translation>시작 중</translation>
    </message>
    <message>
        <source>Broker %1</source>
        <translation>브로커 %1</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>일시 정지</translation>
    </message>
    <message>
        <source>Restart</source>
        <translation>다시 시작</translation>
    </message>
    <message>
        <source>Kill</source>
        <translation>강제 종료</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>시작</translation>
    </message>
    <message>
        <source>Start empty</source>
        <translation>비워서 시작</translation>
    </message>
    <message>
        <source>%1 / %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>Leaders</source>
        <translation>리더</translation>
    </message>
    <message>
        <source>In</source>
        <translation>수신</translation>
    </message>
    <message>
        <source>In sync</source>
        <translation>동기화됨</translation>
    </message>
    <message>
        <source>Out</source>
        <translation>송신</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>재개</translation>
    </message>
    <message>
        <source>Killed at %1, %2 ago</source>
        <translation>%1에 강제 종료됨, %2 전</translation>
    </message>
    <message>
        <source>Stopped at %1, %2 ago</source>
        <translation>%1에 정지됨, %2 전</translation>
    </message>
    <message>
        <source>Paused at %1: its connections stay open, nothing is answered</source>
        <translation>%1에 일시 정지됨. 연결은 열려 있지만 응답하지 않습니다</translation>
    </message>
    <message>
        <source>Since %1, ends in %2</source>
        <translation>%1부터, %2 뒤 종료</translation>
    </message>
    <message>
        <source>Fault set since %1</source>
        <translation>%1부터 장애 설정됨</translation>
    </message>
    <message>
        <source>No fault set</source>
        <translation>설정된 장애 없음</translation>
    </message>
    <message>
        <source>Since %1, %2 ago</source>
        <translation>%1부터, %2 전</translation>
    </message>
    <message numerus="yes">
        <source>%n more request(s) answered with %1</source>
        <translation>
            <numerusform>앞으로 요청 %n개에 %1(으)로 응답</numerusform>
        </translation>
    </message>
    <message>
        <source>process %1</source>
        <translation>프로세스 %1</translation>
    </message>
</context>
<context>
    <name>BrokerFaultDialog</name>
    <message>
        <source>Kill a broker</source>
        <translation>브로커 강제 종료</translation>
    </message>
    <message>
        <source>Pause a broker</source>
        <translation>브로커 일시 정지</translation>
    </message>
    <message>
        <source>Faults of a broker</source>
        <translation>브로커 장애</translation>
    </message>
    <message>
        <source>It ends as by kill -9: nothing is flushed, and nobody is told.</source>
        <translation>kill -9처럼 끝납니다. 아무것도 디스크에 쓰지 않고, 아무에게도 알리지 않습니다.</translation>
    </message>
    <message>
        <source>It answers nothing, while its connections stay open.</source>
        <translation>연결은 열린 채로 아무것도 응답하지 않습니다.</translation>
    </message>
    <message>
        <source>Broker %1</source>
        <translation>브로커 %1</translation>
    </message>
    <message>
        <source>Broker</source>
        <translation>브로커</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>Kill</source>
        <translation>강제 종료</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>일시 정지</translation>
    </message>
    <message>
        <source>Set faults</source>
        <translation>장애 설정</translation>
    </message>
</context>
<context>
    <name>BrokerPage</name>
    <message>
        <source>Brokers</source>
        <translation>브로커</translation>
    </message>
    <message>
        <source>Broker %1</source>
        <translation>브로커 %1</translation>
    </message>
    <message>
        <source>Log directory</source>
        <translation>로그 디렉터리</translation>
    </message>
    <message>
        <source>State</source>
        <translation>상태</translation>
    </message>
    <message>
        <source>Online</source>
        <translation>온라인</translation>
    </message>
    <message>
        <source>Replicas</source>
        <translation>복제본</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>크기</translation>
    </message>
    <message>
        <source>Free</source>
        <translation>여유</translation>
    </message>
    <message>
        <source>Volume</source>
        <translation>볼륨</translation>
    </message>
    <message>
        <source>Log directories</source>
        <translation>로그 디렉터리</translation>
    </message>
    <message>
        <source>Configuration</source>
        <translation>설정</translation>
    </message>
    <message>
        <source>Reading broker %1</source>
        <translation>브로커 %1 읽는 중</translation>
    </message>
    <message>
        <source>no rack</source>
        <translation>랙 없음</translation>
    </message>
    <message>
        <source>rack %1</source>
        <translation>랙 %1</translation>
    </message>
    <message>
        <source>A part is missing.</source>
        <translation>일부를 읽지 못했습니다.</translation>
    </message>
    <message>
        <source>Not in the cluster</source>
        <translation>클러스터에 없음</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>실행 중</translation>
    </message>
    <message>
        <source>Down</source>
        <translation>중단됨</translation>
    </message>
    <message>
        <source>controller</source>
        <translation>컨트롤러</translation>
    </message>
    <message>
        <source>%1 of an even share</source>
        <translation>균등 몫의 %1</translation>
    </message>
    <message>
        <source>Replicas against an even share among all brokers: 100 % is even</source>
        <translation>모든 브로커에 고르게 나눈 몫에 대한 복제본 비율: 100%가 균등입니다</translation>
    </message>
    <message>
        <source>In sync</source>
        <translation>동기화됨</translation>
    </message>
    <message>
        <source>all of its replicas</source>
        <translation>모든 복제본</translation>
    </message>
    <message>
        <source>Replicas on it that are in sync with their leaders</source>
        <translation>리더와 동기화된 이 브로커의 복제본</translation>
    </message>
    <message numerus="yes">
        <source>%n replica(s) missing</source>
        <translation>
            <numerusform>복제본 %n개 누락</numerusform>
        </translation>
    </message>
    <message>
        <source>Leaders</source>
        <translation>리더</translation>
    </message>
    <message>
        <source>Leaders against an even share among the brokers that run: 100 % is even</source>
        <translation>실행 중인 브로커에 고르게 나눈 몫에 대한 리더 비율: 100%가 균등입니다</translation>
    </message>
    <message>
        <source>Disk</source>
        <translation>디스크</translation>
    </message>
    <message>
        <source>%1 free</source>
        <translation>%1 여유</translation>
    </message>
    <message>
        <source>free space unknown</source>
        <translation>여유 공간 알 수 없음</translation>
    </message>
    <message>
        <source>Bytes of its replicas</source>
        <translation>복제본의 바이트</translation>
    </message>
    <message>
        <source>Written</source>
        <translation>쓰기</translation>
    </message>
    <message>
        <source>to the logs it leads</source>
        <translation>리더인 로그 기준</translation>
    </message>
    <message>
        <source>Growth of the logs that it leads between the last two looks</source>
        <translation>최근 두 번의 조회 사이에 리더인 로그가 늘어난 양</translation>
    </message>
    <message>
        <source>Broker %1 is down.</source>
        <translation>브로커 %1이(가) 중단되었습니다.</translation>
    </message>
    <message>
        <source>Its disk and settings are read anew once it is back.</source>
        <translation>다시 올라오면 디스크와 설정을 새로 읽습니다.</translation>
    </message>
</context>
<context>
    <name>Brokers</name>
    <message>
        <source>Broker</source>
        <translation>브로커</translation>
    </message>
    <message>
        <source>State</source>
        <translation>상태</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>실행 중</translation>
    </message>
    <message>
        <source>Down</source>
        <translation>내려감</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>역할</translation>
    </message>
    <message>
        <source>controller</source>
        <translation>컨트롤러</translation>
    </message>
    <message>
        <source>broker</source>
        <translation>브로커</translation>
    </message>
    <message>
        <source>What the metadata names as controller; under KRaft a broker that forwards to it</source>
        <translation>메타데이터가 컨트롤러로 알리는 브로커이며 KRaft에서는 컨트롤러로 전달하는 브로커입니다</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>주소</translation>
    </message>
    <message>
        <source>Rack</source>
        <translation>랙</translation>
    </message>
    <message>
        <source>Leaders</source>
        <translation>리더</translation>
    </message>
    <message>
        <source>Partitions that it leads</source>
        <translation>리더를 맡은 파티션</translation>
    </message>
    <message>
        <source>Leaders against an even share among the brokers that run: 100 % is even</source>
        <translation>실행 중인 브로커에 고르게 나눈 몫 대비 리더 비율이며 100%면 고릅니다</translation>
    </message>
    <message>
        <source>Replicas</source>
        <translation>복제본</translation>
    </message>
    <message>
        <source>In sync</source>
        <translation>동기화됨</translation>
    </message>
    <message>
        <source>Disk</source>
        <translation>디스크</translation>
    </message>
    <message>
        <source>Bytes of its replicas</source>
        <translation>복제본의 바이트</translation>
    </message>
    <message>
        <source>Free</source>
        <translation>여유</translation>
    </message>
    <message>
        <source>Free on the volumes of its log directories (Kafka 3.3 on)</source>
        <translation>로그 디렉터리 볼륨의 여유 공간 (Kafka 3.3부터)</translation>
    </message>
    <message>
        <source>Written</source>
        <translation>쓰기</translation>
    </message>
    <message>
        <source>Growth of the logs that it leads between the last two looks</source>
        <translation>최근 두 번 읽은 사이 리더 로그의 증가</translation>
    </message>
    <message>
        <source>Leader share</source>
        <translation>리더 몫</translation>
    </message>
    <message>
        <source>Replica share</source>
        <translation>복제본 몫</translation>
    </message>
    <message>
        <source>Replicas against an even share among all brokers: 100 % is even</source>
        <translation>모든 브로커에 고르게 나눈 몫에 대한 복제본 비율: 100%가 균등입니다</translation>
    </message>
</context>
<context>
    <name>BrokersPage</name>
    <message>
        <source>Brokers</source>
        <translation>브로커</translation>
    </message>
    <message>
        <source>Reading brokers</source>
        <translation>브로커를 읽는 중</translation>
    </message>
    <message>
        <source>%1 of %2 running</source>
        <translation>%2개 중 %1개 실행 중</translation>
    </message>
    <message>
        <source>Not all brokers answered.</source>
        <translation>일부 브로커가 응답하지 않았습니다.</translation>
    </message>
</context>
<context>
    <name>BytesField</name>
    <message>
        <source>%1, format</source>
        <translation>%1, 형식</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>텍스트</translation>
    </message>
    <message>
        <source>Hex</source>
        <translation>16진수</translation>
    </message>
    <message>
        <source>Base64</source>
        <translation>Base64</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>비어 있음</translation>
    </message>
    <message>
        <source>%1, too large to edit here: sent as it was read.</source>
        <translation>%1, 여기서 편집하기에는 너무 큽니다. 읽은 그대로 보냅니다.</translation>
    </message>
    <message>
        <source>Not hex: two digits 0-9, a-f a byte</source>
        <translation>16진수가 아닙니다. 바이트마다 0-9, a-f 두 자리</translation>
    </message>
    <message>
        <source>Not base64</source>
        <translation>Base64가 아닙니다</translation>
    </message>
    <message>
        <source>These bytes would not survive as text.</source>
        <translation>이 바이트는 텍스트로는 그대로 유지되지 않습니다.</translation>
    </message>
</context>
<context>
    <name>Catalog</name>
    <message>
        <source>Sandbox</source>
        <translation>샌드박스</translation>
    </message>
    <message>
        <source>Clusters</source>
        <translation>클러스터</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>설정</translation>
    </message>
    <message>
        <source>About</source>
        <translation>정보</translation>
    </message>
    <message>
        <source>Overview</source>
        <translation>개요</translation>
    </message>
    <message>
        <source>Topics</source>
        <translation>토픽</translation>
    </message>
    <message>
        <source>Topic</source>
        <translation>토픽</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>메시지</translation>
    </message>
    <message>
        <source>Consumer groups</source>
        <translation>컨슈머 그룹</translation>
    </message>
    <message>
        <source>Consumer group</source>
        <translation>컨슈머 그룹</translation>
    </message>
    <message>
        <source>Brokers</source>
        <translation>브로커</translation>
    </message>
    <message>
        <source>Broker</source>
        <translation>브로커</translation>
    </message>
    <message>
        <source>Audit log</source>
        <translation>감사 로그</translation>
    </message>
</context>
<context>
    <name>ChartLegend</name>
    <message>
        <source>Min</source>
        <translation>최소</translation>
    </message>
    <message>
        <source>Max</source>
        <translation>최대</translation>
    </message>
</context>
<context>
    <name>ClientFaultDialog</name>
    <message>
        <source>Expire a session</source>
        <translation>세션 만료</translation>
    </message>
    <message>
        <source>Fence a producer</source>
        <translation>프로듀서 차단</translation>
    </message>
    <message>
        <source>Abort a transaction</source>
        <translation>트랜잭션 중단</translation>
    </message>
    <message>
        <source>Hang a transaction</source>
        <translation>트랜잭션 방치</translation>
    </message>
    <message>
        <source>The member is put out of its group as if it had not been heard of for too long: the group rebalances, and it has to come again.</source>
        <translation>오랫동안 소식이 없었던 것처럼 멤버를 그룹에서 내보냅니다. 그룹은 리밸런싱하고, 멤버는 다시 들어와야 합니다.</translation>
    </message>
    <message>
        <source>Another producer takes its transactional id: what it had begun is aborted, and whatever it sends next is refused.</source>
        <translation>다른 프로듀서가 그 트랜잭션 ID를 차지합니다. 시작했던 트랜잭션은 중단되고, 그다음에 보내는 것은 모두 거부됩니다.</translation>
    </message>
    <message>
        <source>The transaction that is under way is aborted, and its producer fenced: its records stay in the log, and readers of committed records never see them.</source>
        <translation>진행 중인 트랜잭션을 중단하고 프로듀서를 차단합니다. 레코드는 로그에 남지만, 커밋된 레코드만 읽는 쪽에는 보이지 않습니다.</translation>
    </message>
    <message>
        <source>One record is written in a transaction that nobody ends: readers of committed records stop there until its time is over or it is aborted.</source>
        <translation>아무도 끝내지 않는 트랜잭션으로 레코드 하나를 씁니다. 커밋된 레코드만 읽는 쪽은 시간이 다 되거나 중단될 때까지 그 자리에 멈춥니다.</translation>
    </message>
    <message>
        <source>Transactional id</source>
        <translation>트랜잭션 ID</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>Expire session</source>
        <translation>세션 만료</translation>
    </message>
    <message>
        <source>Fence producer</source>
        <translation>프로듀서 차단</translation>
    </message>
    <message>
        <source>Abort transaction</source>
        <translation>트랜잭션 중단</translation>
    </message>
    <message>
        <source>Hang transaction</source>
        <translation>트랜잭션 방치</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>그룹</translation>
    </message>
    <message>
        <source>Member</source>
        <translation>멤버</translation>
    </message>
    <message>
        <source>Topic</source>
        <translation>토픽</translation>
    </message>
    <message>
        <source>Partition</source>
        <translation>파티션</translation>
    </message>
    <message>
        <source> min</source>
        <translation>분</translation>
    </message>
    <message>
        <source>Hangs for</source>
        <translation>방치 시간</translation>
    </message>
    <message>
        <source>All members</source>
        <translation>모든 멤버</translation>
    </message>
</context>
<context>
    <name>ClientPanel</name>
    <message>
        <source>Faults of clients</source>
        <translation>클라이언트 장애</translation>
    </message>
    <message>
        <source>%1...</source>
        <translation>%1...</translation>
    </message>
</context>
<context>
    <name>ClusterFlyout</name>
    <message>
        <source>PRODUCTION</source>
        <translation>운영</translation>
    </message>
    <message>
        <source>Lost</source>
        <translation>끊김</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>열림</translation>
    </message>
    <message>
        <source>Clusters</source>
        <translation>클러스터</translation>
    </message>
    <message>
        <source>Add cluster</source>
        <translation>클러스터 추가</translation>
    </message>
    <message>
        <source>Manage</source>
        <translation>관리</translation>
    </message>
    <message>
        <source>production</source>
        <translation>운영</translation>
    </message>
</context>
<context>
    <name>ClustersPage</name>
    <message>
        <source>Production, read only</source>
        <translation>운영, 읽기 전용</translation>
    </message>
    <message>
        <source>Production</source>
        <translation>운영</translation>
    </message>
    <message>
        <source>Read only</source>
        <translation>읽기 전용</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>이름</translation>
    </message>
    <message>
        <source>Addresses</source>
        <translation>주소</translation>
    </message>
    <message>
        <source>Security</source>
        <translation>보안</translation>
    </message>
    <message>
        <source>Protection</source>
        <translation>보호</translation>
    </message>
    <message>
        <source>Last opened</source>
        <translation>마지막 열기</translation>
    </message>
    <message>
        <source>never</source>
        <translation>연 적 없음</translation>
    </message>
    <message>
        <source>Clusters</source>
        <translation>클러스터</translation>
    </message>
    <message>
        <source>Import...</source>
        <translation>가져오기...</translation>
    </message>
    <message>
        <source>New cluster...</source>
        <translation>새 클러스터...</translation>
    </message>
    <message>
        <source>Import client.properties...</source>
        <translation>client.properties 가져오기...</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>열기</translation>
    </message>
    <message>
        <source>Edit...</source>
        <translation>편집...</translation>
    </message>
    <message>
        <source>Delete...</source>
        <translation>삭제...</translation>
    </message>
    <message numerus="yes">
        <source>%n profile(s)</source>
        <translation>
            <numerusform>프로필 %n개</numerusform>
        </translation>
    </message>
    <message>
        <source>No cluster yet</source>
        <translation>아직 클러스터 없음</translation>
    </message>
    <message>
        <source>Add the address of a Kafka cluster, or start the sandbox of this computer.</source>
        <translation>Kafka 클러스터 주소를 추가하거나 이 컴퓨터의 샌드박스를 시작합니다.</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>종류</translation>
    </message>
    <message>
        <source>Sandbox</source>
        <translation>샌드박스</translation>
    </message>
    <message>
        <source>Kafka cluster</source>
        <translation>Kafka 클러스터</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>색</translation>
    </message>
    <message>
        <source>%1 saved</source>
        <translation>%1을(를) 저장했습니다</translation>
    </message>
    <message>
        <source>This desktop has no keychain: the password is kept until Weir ends. Settings can keep it in a file.</source>
        <translation>이 데스크톱에는 키체인이 없습니다. 비밀번호는 Weir를 종료할 때까지만 보관합니다. 설정에서 파일 보관을 선택할 수 있습니다.</translation>
    </message>
    <message>
        <source>Delete the profile %1?</source>
        <translation>프로필 %1을(를) 삭제하시겠습니까?</translation>
    </message>
    <message>
        <source>Its address, its settings and its password on this computer are deleted. The cluster itself is not touched.</source>
        <translation>이 컴퓨터에 있는 주소, 설정, 비밀번호를 삭제합니다. 클러스터 자체는 건드리지 않습니다.</translation>
    </message>
    <message>
        <source>Delete profile</source>
        <translation>프로필 삭제</translation>
    </message>
    <message>
        <source>%1 deleted</source>
        <translation>%1을(를) 삭제했습니다</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>실행 취소</translation>
    </message>
    <message>
        <source>Import client.properties</source>
        <translation>client.properties 가져오기</translation>
    </message>
    <message>
        <source>Kafka client settings (*.properties *.conf *.config);;All files (*)</source>
        <translation>Kafka 클라이언트 설정 (*.properties *.conf *.config);;모든 파일 (*)</translation>
    </message>
    <message>
        <source>%1 could not be read</source>
        <translation>%1을(를) 읽지 못했습니다</translation>
    </message>
    <message>
        <source>Its password could not be read: Undo brings it back without.</source>
        <translation>암호를 읽지 못했습니다. 실행 취소해도 암호는 돌아오지 않습니다.</translation>
    </message>
</context>
<context>
    <name>CodeBox</name>
    <message>
        <source>Copy</source>
        <translation>복사</translation>
    </message>
</context>
<context>
    <name>ConfigDocs</name>
    <message>
        <source>Total time that the broker retries to add partitions to a transaction on its own.</source>
        <translation>브로커가 트랜잭션에 파티션 추가를 스스로 재시도하는 총 시간.</translation>
    </message>
    <message>
        <source>Pause before the broker retries to add partitions to a transaction.</source>
        <translation>브로커가 트랜잭션에 파티션 추가를 재시도하기 전 대기 시간.</translation>
    </message>
    <message>
        <source>Whether a new follower begins after what tiered storage already holds.</source>
        <translation>새 팔로워가 계층형 스토리지에 이미 있는 부분 다음부터 시작할지 여부.</translation>
    </message>
    <message>
        <source>Shortest time between two assignments of a consumer group.</source>
        <translation>컨슈머 그룹의 할당과 다음 할당 사이의 최소 시간.</translation>
    </message>
    <message>
        <source>Assignors that the broker offers to consumer groups, the preferred one first.</source>
        <translation>브로커가 컨슈머 그룹에 제공하는 할당자. 우선하는 것이 맨 앞.</translation>
    </message>
    <message>
        <source>Time between two heartbeats of a member of a consumer group.</source>
        <translation>컨슈머 그룹 멤버의 하트비트 간격.</translation>
    </message>
    <message>
        <source>Longest assignment interval that a consumer group may set.</source>
        <translation>컨슈머 그룹이 설정할 수 있는 최대 할당 간격.</translation>
    </message>
    <message>
        <source>Longest heartbeat interval that a consumer group may set.</source>
        <translation>컨슈머 그룹이 설정할 수 있는 최대 하트비트 간격.</translation>
    </message>
    <message>
        <source>Longest session timeout that a consumer group may set.</source>
        <translation>컨슈머 그룹이 설정할 수 있는 최대 세션 타임아웃.</translation>
    </message>
    <message>
        <source>Most members of a consumer group.</source>
        <translation>컨슈머 그룹의 최대 멤버 수.</translation>
    </message>
    <message>
        <source>Between which protocols a group may be moved while it runs.</source>
        <translation>그룹을 실행 중에 어떤 프로토콜 사이에서 옮길 수 있는지.</translation>
    </message>
    <message>
        <source>Shortest assignment interval that a consumer group may set.</source>
        <translation>컨슈머 그룹이 설정할 수 있는 최소 할당 간격.</translation>
    </message>
    <message>
        <source>Shortest heartbeat interval that a consumer group may set.</source>
        <translation>컨슈머 그룹이 설정할 수 있는 최소 하트비트 간격.</translation>
    </message>
    <message>
        <source>Shortest session timeout that a consumer group may set.</source>
        <translation>컨슈머 그룹이 설정할 수 있는 최소 세션 타임아웃.</translation>
    </message>
    <message>
        <source>Silence after which a member of a consumer group is taken for gone.</source>
        <translation>컨슈머 그룹 멤버가 이 시간 동안 응답이 없으면 나간 것으로 봅니다.</translation>
    </message>
    <message>
        <source>Time for which the group coordinator gathers writes; -1 adapts to the load.</source>
        <translation>그룹 코디네이터가 쓰기를 모으는 시간. -1이면 부하에 맞춥니다.</translation>
    </message>
    <message>
        <source>Threads that compute assignments and match subscription patterns.</source>
        <translation>할당을 계산하고 구독 패턴을 맞춰 보는 스레드 수.</translation>
    </message>
    <message>
        <source>Largest write buffer that the group coordinator keeps for reuse.</source>
        <translation>그룹 코디네이터가 재사용하려고 보관하는 쓰기 버퍼의 최대 크기.</translation>
    </message>
    <message>
        <source>Group protocols that are on.</source>
        <translation>켜져 있는 그룹 프로토콜.</translation>
    </message>
    <message>
        <source>Threads that serve groups.</source>
        <translation>그룹을 처리하는 스레드 수.</translation>
    </message>
    <message>
        <source>Wait for more members before the first rebalance of an empty group.</source>
        <translation>빈 그룹의 첫 리밸런싱 전에 멤버를 더 기다리는 시간.</translation>
    </message>
    <message>
        <source>Longest session timeout that a group member may ask for.</source>
        <translation>그룹 멤버가 요청할 수 있는 최대 세션 타임아웃.</translation>
    </message>
    <message>
        <source>Most members of a group.</source>
        <translation>그룹의 최대 멤버 수.</translation>
    </message>
    <message>
        <source>Shortest session timeout that a group member may ask for.</source>
        <translation>그룹 멤버가 요청할 수 있는 최소 세션 타임아웃.</translation>
    </message>
    <message>
        <source>Shortest time between two assignments of a share group.</source>
        <translation>공유 그룹의 할당과 다음 할당 사이의 최소 시간.</translation>
    </message>
    <message>
        <source>Assignors that the broker offers to share groups.</source>
        <translation>브로커가 공유 그룹에 제공하는 할당자.</translation>
    </message>
    <message>
        <source>Times that a record is delivered in a share group before it is given up.</source>
        <translation>공유 그룹에서 레코드를 포기하기 전까지 전달하는 횟수.</translation>
    </message>
    <message>
        <source>Time between two heartbeats of a member of a share group.</source>
        <translation>공유 그룹 멤버의 하트비트 간격.</translation>
    </message>
    <message>
        <source>Longest assignment interval that a share group may set.</source>
        <translation>공유 그룹이 설정할 수 있는 최대 할당 간격.</translation>
    </message>
    <message>
        <source>Largest delivery count limit that a group may set.</source>
        <translation>그룹이 설정할 수 있는 전달 횟수 한도의 최댓값.</translation>
    </message>
    <message>
        <source>Longest heartbeat interval that a share group may set.</source>
        <translation>공유 그룹이 설정할 수 있는 최대 하트비트 간격.</translation>
    </message>
    <message>
        <source>Largest number of record locks per partition that a group may set.</source>
        <translation>그룹이 설정할 수 있는 파티션당 레코드 잠금 수의 최댓값.</translation>
    </message>
    <message>
        <source>Longest record lock that a group may set.</source>
        <translation>그룹이 설정할 수 있는 최대 레코드 잠금 시간.</translation>
    </message>
    <message>
        <source>Longest session timeout that a share group may set.</source>
        <translation>공유 그룹이 설정할 수 있는 최대 세션 타임아웃.</translation>
    </message>
    <message>
        <source>Most share sessions kept on a broker.</source>
        <translation>브로커가 유지하는 공유 세션의 최대 수.</translation>
    </message>
    <message>
        <source>Most members of a share group.</source>
        <translation>공유 그룹의 최대 멤버 수.</translation>
    </message>
    <message>
        <source>Shortest assignment interval that a share group may set.</source>
        <translation>공유 그룹이 설정할 수 있는 최소 할당 간격.</translation>
    </message>
    <message>
        <source>Smallest delivery count limit that a group may set.</source>
        <translation>그룹이 설정할 수 있는 전달 횟수 한도의 최솟값.</translation>
    </message>
    <message>
        <source>Shortest heartbeat interval that a share group may set.</source>
        <translation>공유 그룹이 설정할 수 있는 최소 하트비트 간격.</translation>
    </message>
    <message>
        <source>Smallest number of record locks per partition that a group may set.</source>
        <translation>그룹이 설정할 수 있는 파티션당 레코드 잠금 수의 최솟값.</translation>
    </message>
    <message>
        <source>Shortest record lock that a group may set.</source>
        <translation>그룹이 설정할 수 있는 최소 레코드 잠금 시간.</translation>
    </message>
    <message>
        <source>Shortest session timeout that a share group may set.</source>
        <translation>공유 그룹이 설정할 수 있는 최소 세션 타임아웃.</translation>
    </message>
    <message>
        <source>Records of a partition that may be out for delivery at one time.</source>
        <translation>한 파티션에서 동시에 전달 중일 수 있는 레코드 수.</translation>
    </message>
    <message>
        <source>Time that a consumer of a share group has for a record before it is offered again.</source>
        <translation>공유 그룹의 컨슈머가 레코드를 처리할 수 있는 시간. 지나면 레코드를 다시 내보냅니다.</translation>
    </message>
    <message>
        <source>Silence after which a member of a share group is taken for gone.</source>
        <translation>공유 그룹 멤버가 이 시간 동안 응답이 없으면 나간 것으로 봅니다.</translation>
    </message>
    <message>
        <source>Shortest time between two assignments of a streams group.</source>
        <translation>스트림즈 그룹의 할당과 다음 할당 사이의 최소 시간.</translation>
    </message>
    <message>
        <source>Time between two heartbeats of a member of a streams group.</source>
        <translation>스트림즈 그룹 멤버의 하트비트 간격.</translation>
    </message>
    <message>
        <source>Wait for more members before the first rebalance of an empty streams group.</source>
        <translation>빈 스트림즈 그룹의 첫 리밸런싱 전에 멤버를 더 기다리는 시간.</translation>
    </message>
    <message>
        <source>Longest assignment interval that a streams group may set.</source>
        <translation>스트림즈 그룹이 설정할 수 있는 최대 할당 간격.</translation>
    </message>
    <message>
        <source>Longest heartbeat interval that a streams group may set.</source>
        <translation>스트림즈 그룹이 설정할 수 있는 최대 하트비트 간격.</translation>
    </message>
    <message>
        <source>Longest session timeout that a streams group may set.</source>
        <translation>스트림즈 그룹이 설정할 수 있는 최대 세션 타임아웃.</translation>
    </message>
    <message>
        <source>Most members of a streams group.</source>
        <translation>스트림즈 그룹의 최대 멤버 수.</translation>
    </message>
    <message>
        <source>Most standby replicas that a streams group may ask for.</source>
        <translation>스트림즈 그룹이 요청할 수 있는 대기 복제본의 최대 수.</translation>
    </message>
    <message>
        <source>Shortest assignment interval that a streams group may set.</source>
        <translation>스트림즈 그룹이 설정할 수 있는 최소 할당 간격.</translation>
    </message>
    <message>
        <source>Shortest heartbeat interval that a streams group may set.</source>
        <translation>스트림즈 그룹이 설정할 수 있는 최소 하트비트 간격.</translation>
    </message>
    <message>
        <source>Shortest session timeout that a streams group may set.</source>
        <translation>스트림즈 그룹이 설정할 수 있는 최소 세션 타임아웃.</translation>
    </message>
    <message>
        <source>Standby replicas of each task of a streams group.</source>
        <translation>스트림즈 그룹의 태스크마다 두는 대기 복제본 수.</translation>
    </message>
    <message>
        <source>Silence after which a member of a streams group is taken for gone.</source>
        <translation>스트림즈 그룹 멤버가 이 시간 동안 응답이 없으면 나간 것으로 봅니다.</translation>
    </message>
    <message>
        <source>Longest text that may be stored with a committed offset.</source>
        <translation>커밋된 오프셋과 함께 저장할 수 있는 텍스트의 최대 길이.</translation>
    </message>
    <message>
        <source>Longest wait of an offset commit for its replicas.</source>
        <translation>오프셋 커밋이 복제본을 기다리는 최대 시간.</translation>
    </message>
    <message>
        <source>Bytes read at a time when committed offsets are loaded.</source>
        <translation>커밋된 오프셋을 불러올 때 한 번에 읽는 바이트 수.</translation>
    </message>
    <message>
        <source>Time between two searches for expired committed offsets.</source>
        <translation>만료된 커밋 오프셋을 찾는 간격.</translation>
    </message>
    <message>
        <source>Time that committed offsets are kept after the group lost its last member.</source>
        <translation>그룹의 마지막 멤버가 나간 뒤 커밋된 오프셋을 보존하는 시간.</translation>
    </message>
    <message>
        <source>Codec of the offsets topic, by its number.</source>
        <translation>오프셋 토픽의 코덱 번호.</translation>
    </message>
    <message>
        <source>Partitions of the offsets topic; to be set before it is created.</source>
        <translation>오프셋 토픽의 파티션 수. 토픽을 만들기 전에 정해야 합니다.</translation>
    </message>
    <message>
        <source>Replicas of the offsets topic; its creation waits until so many brokers are alive.</source>
        <translation>오프셋 토픽의 복제본 수. 살아 있는 브로커가 이만큼 될 때까지 토픽 생성을 기다립니다.</translation>
    </message>
    <message>
        <source>Segment size of the offsets topic; small ones compact and load faster.</source>
        <translation>오프셋 토픽의 세그먼트 크기. 작을수록 컴팩션과 불러오기가 빠릅니다.</translation>
    </message>
    <message>
        <source>Time that a partition remembers a producer without new records.</source>
        <translation>새 레코드가 없는 프로듀서를 파티션이 기억하는 시간.</translation>
    </message>
    <message>
        <source>Waiting produce requests after which answered ones are cleared away.</source>
        <translation>대기 중인 produce 요청이 이 수에 이르면 응답한 요청을 치웁니다.</translation>
    </message>
    <message>
        <source>Longest wait of a fetch for tiered storage.</source>
        <translation>fetch가 계층형 스토리지를 기다리는 최대 시간.</translation>
    </message>
    <message>
        <source>Longest wait of an offset search for tiered storage.</source>
        <translation>오프셋 검색이 계층형 스토리지를 기다리는 최대 시간.</translation>
    </message>
    <message>
        <source>Disk space for indexes fetched from tiered storage.</source>
        <translation>계층형 스토리지에서 가져온 인덱스에 쓰는 디스크 공간.</translation>
    </message>
    <message>
        <source>Threads that copy segments to tiered storage.</source>
        <translation>세그먼트를 계층형 스토리지로 복사하는 스레드 수.</translation>
    </message>
    <message>
        <source>Most bytes copied to tiered storage in a second.</source>
        <translation>계층형 스토리지로 1초에 복사하는 최대 바이트 수.</translation>
    </message>
    <message>
        <source>Samples kept for the copy quota.</source>
        <translation>복사 할당량을 위해 보관하는 표본 수.</translation>
    </message>
    <message>
        <source>Length in seconds of one sample of that quota.</source>
        <translation>해당 할당량의 표본 하나의 길이(초).</translation>
    </message>
    <message>
        <source>Threads that remove expired segments from tiered storage.</source>
        <translation>만료된 세그먼트를 계층형 스토리지에서 삭제하는 스레드 수.</translation>
    </message>
    <message>
        <source>Most bytes fetched from tiered storage in a second.</source>
        <translation>계층형 스토리지에서 1초에 가져오는 최대 바이트 수.</translation>
    </message>
    <message>
        <source>Samples kept for the fetch quota.</source>
        <translation>가져오기 할당량을 위해 보관하는 표본 수.</translation>
    </message>
    <message>
        <source>Threads that follow tiered storage for partitions led elsewhere.</source>
        <translation>리더가 다른 브로커에 있는 파티션의 계층형 스토리지를 따라가는 스레드 수.</translation>
    </message>
    <message>
        <source>Time between two runs of tiered storage for a partition.</source>
        <translation>파티션마다 계층형 스토리지 작업을 실행하는 간격.</translation>
    </message>
    <message>
        <source>Threads that schedule the work of tiered storage.</source>
        <translation>계층형 스토리지 작업을 예약하는 스레드 수.</translation>
    </message>
    <message>
        <source>Largest note that a storage plug-in may keep with a segment.</source>
        <translation>스토리지 플러그인이 세그먼트와 함께 둘 수 있는 메타데이터의 최대 크기.</translation>
    </message>
    <message>
        <source>Class that keeps the metadata of tiered storage.</source>
        <translation>계층형 스토리지의 메타데이터를 관리하는 클래스.</translation>
    </message>
    <message>
        <source>Where the class that keeps the metadata of tiered storage is loaded from.</source>
        <translation>계층형 스토리지의 메타데이터를 관리하는 클래스를 불러오는 경로.</translation>
    </message>
    <message>
        <source>Prefix of the settings handed to the class that keeps the metadata of tiered storage.</source>
        <translation>계층형 스토리지의 메타데이터를 관리하는 클래스에 넘기는 설정의 접두사.</translation>
    </message>
    <message>
        <source>Listener over which the metadata of tiered storage is read and written.</source>
        <translation>계층형 스토리지의 메타데이터를 읽고 쓰는 리스너.</translation>
    </message>
    <message>
        <source>Most waiting reads from tiered storage.</source>
        <translation>계층형 스토리지에서 대기할 수 있는 읽기의 최대 수.</translation>
    </message>
    <message>
        <source>Threads that read from tiered storage.</source>
        <translation>계층형 스토리지에서 읽는 스레드 수.</translation>
    </message>
    <message>
        <source>Class that stores segments remotely.</source>
        <translation>세그먼트를 원격에 저장하는 클래스.</translation>
    </message>
    <message>
        <source>Where the class that stores segments remotely is loaded from.</source>
        <translation>세그먼트를 원격에 저장하는 클래스를 불러오는 경로.</translation>
    </message>
    <message>
        <source>Prefix of the settings handed to the class that stores segments remotely.</source>
        <translation>세그먼트를 원격에 저장하는 클래스에 넘기는 설정의 접두사.</translation>
    </message>
    <message>
        <source>Whether tiered storage can be used on this broker.</source>
        <translation>이 브로커에서 계층형 스토리지를 쓸 수 있는지 여부.</translation>
    </message>
    <message>
        <source>Time for which the share coordinator gathers writes; -1 adapts to the load.</source>
        <translation>공유 코디네이터가 쓰기를 모으는 시간. -1이면 부하에 맞춥니다.</translation>
    </message>
    <message>
        <source>Largest write buffer that the share coordinator keeps for reuse.</source>
        <translation>공유 코디네이터가 재사용하려고 보관하는 쓰기 버퍼의 최대 크기.</translation>
    </message>
    <message>
        <source>Bytes read at a time when share group state is loaded.</source>
        <translation>공유 그룹 상태를 불러올 때 한 번에 읽는 바이트 수.</translation>
    </message>
    <message>
        <source>Updates of share group state between two snapshots of it.</source>
        <translation>공유 그룹 상태의 스냅샷과 다음 스냅샷 사이의 갱신 수.</translation>
    </message>
    <message>
        <source>Codec of the share group state topic, by its number.</source>
        <translation>공유 그룹 상태 토픽의 코덱 번호.</translation>
    </message>
    <message>
        <source>In-sync replicas that a write of share group state needs.</source>
        <translation>공유 그룹 상태를 쓰는 데 필요한 동기화 복제본 수.</translation>
    </message>
    <message>
        <source>Partitions of the share group state topic.</source>
        <translation>공유 그룹 상태 토픽의 파티션 수.</translation>
    </message>
    <message>
        <source>Replicas of the share group state topic.</source>
        <translation>공유 그룹 상태 토픽의 복제본 수.</translation>
    </message>
    <message>
        <source>Segment size of the share group state topic.</source>
        <translation>공유 그룹 상태 토픽의 세그먼트 크기.</translation>
    </message>
    <message>
        <source>Threads of the share coordinator.</source>
        <translation>공유 코디네이터의 스레드 수.</translation>
    </message>
    <message>
        <source>Longest wait of a write of share group state for its replicas.</source>
        <translation>공유 그룹 상태의 쓰기가 복제본을 기다리는 최대 시간.</translation>
    </message>
    <message>
        <source>Waiting share fetches after which answered ones are cleared away.</source>
        <translation>대기 중인 공유 fetch 요청이 이 수에 이르면 응답한 요청을 치웁니다.</translation>
    </message>
    <message>
        <source>Time between two searches for transactions that timed out.</source>
        <translation>타임아웃된 트랜잭션을 찾는 간격.</translation>
    </message>
    <message>
        <source>Longest transaction timeout that a producer may ask for.</source>
        <translation>프로듀서가 요청할 수 있는 최대 트랜잭션 타임아웃.</translation>
    </message>
    <message>
        <source>Whether a partition asks the coordinator before it takes the first record of a transaction.</source>
        <translation>파티션이 트랜잭션의 첫 레코드를 받기 전에 코디네이터에 확인할지 여부.</translation>
    </message>
    <message>
        <source>Time between two searches for expired transactional ids.</source>
        <translation>만료된 트랜잭션 ID를 찾는 간격.</translation>
    </message>
    <message>
        <source>Bytes read at a time when transactions are loaded.</source>
        <translation>트랜잭션을 불러올 때 한 번에 읽는 바이트 수.</translation>
    </message>
    <message>
        <source>In-sync replicas that a write of transaction state needs.</source>
        <translation>트랜잭션 상태를 쓰는 데 필요한 동기화 복제본 수.</translation>
    </message>
    <message>
        <source>Partitions of the transaction state topic; to be set before it is created.</source>
        <translation>트랜잭션 상태 토픽의 파티션 수. 토픽을 만들기 전에 정해야 합니다.</translation>
    </message>
    <message>
        <source>Replicas of the transaction state topic; its creation waits until so many brokers are alive.</source>
        <translation>트랜잭션 상태 토픽의 복제본 수. 살아 있는 브로커가 이만큼 될 때까지 토픽 생성을 기다립니다.</translation>
    </message>
    <message>
        <source>Segment size of the transaction state topic.</source>
        <translation>트랜잭션 상태 토픽의 세그먼트 크기.</translation>
    </message>
    <message>
        <source>Whether a transaction may be prepared and wait for an outside decision.</source>
        <translation>트랜잭션을 준비해 두고 외부의 결정을 기다릴 수 있는지 여부.</translation>
    </message>
    <message>
        <source>Time after which an unused transactional id is forgotten.</source>
        <translation>쓰지 않는 트랜잭션 ID를 이 시간이 지나면 잊습니다.</translation>
    </message>
    <message>
        <source>Class that may refuse changes of settings.</source>
        <translation>설정 변경을 거부할 수 있는 클래스.</translation>
    </message>
    <message>
        <source>Samples kept for the quota of moves between log directories.</source>
        <translation>로그 디렉터리 간 이동 할당량을 위해 보관하는 표본 수.</translation>
    </message>
    <message>
        <source>Whether a topic is created when a client first asks for it.</source>
        <translation>클라이언트가 토픽을 처음 요청할 때 그 토픽을 만들지 여부.</translation>
    </message>
    <message>
        <source>Whether leadership is moved back to preferred replicas by itself.</source>
        <translation>리더를 선호 복제본으로 자동으로 되돌릴지 여부.</translation>
    </message>
    <message>
        <source>Effort of gzip when the broker compresses; -1 is zlib&apos;s own choice.</source>
        <translation>브로커가 압축할 때 gzip의 압축 수준. -1이면 zlib의 기본값입니다.</translation>
    </message>
    <message>
        <source>Effort of lz4 when the broker compresses.</source>
        <translation>브로커가 압축할 때 lz4의 압축 수준.</translation>
    </message>
    <message>
        <source>Codec in which batches of all topics are stored unless a topic says otherwise.</source>
        <translation>토픽이 따로 정하지 않으면 모든 토픽의 배치를 저장하는 코덱.</translation>
    </message>
    <message>
        <source>Effort of zstd when the broker compresses.</source>
        <translation>브로커가 압축할 때 zstd의 압축 수준.</translation>
    </message>
    <message>
        <source>Log directories that get no new partitions; * is all of them.</source>
        <translation>새 파티션을 받지 않는 로그 디렉터리. *는 전부입니다.</translation>
    </message>
    <message>
        <source>Class that may refuse the creation of topics.</source>
        <translation>토픽 생성을 거부할 수 있는 클래스.</translation>
    </message>
    <message>
        <source>Replicas of a topic whose creator names no number.</source>
        <translation>토픽을 만들 때 수를 지정하지 않으면 쓰는 복제본 수.</translation>
    </message>
    <message>
        <source>Waiting record deletions after which answered ones are cleared away.</source>
        <translation>대기 중인 레코드 삭제 요청이 이 수에 이르면 응답한 요청을 치웁니다.</translation>
    </message>
    <message>
        <source>Whether topics can be deleted.</source>
        <translation>토픽을 삭제할 수 있는지 여부.</translation>
    </message>
    <message>
        <source>Most bytes that one fetch is answered with, whatever the client allows.</source>
        <translation>클라이언트가 허용한 크기와 관계없이 fetch 하나에 응답하는 최대 바이트 수.</translation>
    </message>
    <message>
        <source>Waiting fetches after which answered ones are cleared away.</source>
        <translation>대기 중인 fetch 요청이 이 수에 이르면 응답한 요청을 치웁니다.</translation>
    </message>
    <message>
        <source>Time between two checks for partitions that their preferred replica does not lead.</source>
        <translation>선호 복제본이 리더가 아닌 파티션을 확인하는 간격.</translation>
    </message>
    <message>
        <source>Pause of the log cleaner when there is nothing to compact.</source>
        <translation>컴팩션할 것이 없을 때 로그 클리너가 쉬는 시간.</translation>
    </message>
    <message>
        <source>Memory of all cleaner threads for telling keys apart.</source>
        <translation>모든 클리너 스레드가 키를 구별하는 데 쓰는 메모리.</translation>
    </message>
    <message>
        <source>How long a tombstone stays readable in a compacted topic after compaction reached it.</source>
        <translation>compact 토픽에서 컴팩션이 지나간 뒤 툼스톤을 읽을 수 있는 시간.</translation>
    </message>
    <message>
        <source>Whether compaction runs at all; compacted topics, the offsets topic among them, grow without it.</source>
        <translation>컴팩션을 실행할지 여부. 실행하지 않으면 오프셋 토픽을 비롯한 compact 토픽이 계속 커집니다.</translation>
    </message>
    <message>
        <source>How full the cleaner&apos;s table of keys may get.</source>
        <translation>클리너의 키 테이블을 채울 수 있는 비율.</translation>
    </message>
    <message>
        <source>Memory of all cleaner threads for reading and writing.</source>
        <translation>모든 클리너 스레드가 읽고 쓰는 데 쓰는 메모리.</translation>
    </message>
    <message>
        <source>Most bytes that the cleaner reads and writes in a second.</source>
        <translation>클리너가 1초에 읽고 쓰는 최대 바이트 수.</translation>
    </message>
    <message>
        <source>Longest time that a record of a compacted topic may wait for compaction.</source>
        <translation>compact 토픽의 레코드가 컴팩션을 기다릴 수 있는 최대 시간.</translation>
    </message>
    <message>
        <source>Share of a log that must be uncompacted before compaction takes it up.</source>
        <translation>로그에서 컴팩션되지 않은 부분이 이 비율에 이르면 컴팩션 대상이 됩니다.</translation>
    </message>
    <message>
        <source>Time during which a record is left out of compaction.</source>
        <translation>레코드를 컴팩션에서 제외하는 시간.</translation>
    </message>
    <message>
        <source>Threads that compact logs.</source>
        <translation>로그를 컴팩션하는 스레드 수.</translation>
    </message>
    <message>
        <source>What happens to old segments: delete drops them by time or size, compact keeps the newest record of each key, and both may be combined.</source>
        <translation>오래된 세그먼트의 처리 방식. delete는 시간이나 크기에 따라 삭제하고, compact는 키마다 최신 레코드를 남깁니다. 둘을 함께 쓸 수 있습니다.</translation>
    </message>
    <message>
        <source>Directory of the partitions&apos; logs where log.dirs is not set.</source>
        <translation>log.dirs를 설정하지 않았을 때 파티션 로그의 디렉터리.</translation>
    </message>
    <message>
        <source>Time in which a broker that cannot tell the controller of a failed log directory stops.</source>
        <translation>로그 디렉터리 장애를 컨트롤러에 알리지 못한 브로커가 멈추기까지의 시간.</translation>
    </message>
    <message>
        <source>Directories of the partitions&apos; logs.</source>
        <translation>파티션 로그의 디렉터리.</translation>
    </message>
    <message>
        <source>Number of records after which the log is forced to disk; replication is the usual safeguard instead.</source>
        <translation>이 수만큼 레코드가 쌓이면 로그를 디스크에 강제로 씁니다. 보통은 이 대신 복제로 보호합니다.</translation>
    </message>
    <message>
        <source>Time after which appended records are forced to disk.</source>
        <translation>추가된 레코드를 디스크에 강제로 쓰기까지의 시간.</translation>
    </message>
    <message>
        <source>Time between two notes of how far each log is known to be on disk.</source>
        <translation>각 로그가 어디까지 디스크에 있는지 기록하는 간격.</translation>
    </message>
    <message>
        <source>Time between two searches for logs to force to disk.</source>
        <translation>디스크에 강제로 쓸 로그를 찾는 간격.</translation>
    </message>
    <message>
        <source>Time between two notes of where each log starts.</source>
        <translation>각 로그의 시작 위치를 기록하는 간격.</translation>
    </message>
    <message>
        <source>Bytes of records between two entries of the offset index.</source>
        <translation>오프셋 인덱스의 항목과 다음 항목 사이의 레코드 바이트 수.</translation>
    </message>
    <message>
        <source>Largest size of a segment&apos;s offset index.</source>
        <translation>세그먼트 오프셋 인덱스의 최대 크기.</translation>
    </message>
    <message>
        <source>Size kept on the broker&apos;s own disk when tiered storage is on; -2 follows retention.bytes.</source>
        <translation>계층형 스토리지를 켰을 때 브로커 자신의 디스크에 보존하는 크기. -2이면 retention.bytes를 따릅니다.</translation>
    </message>
    <message>
        <source>Time kept on the broker&apos;s own disk when tiered storage is on; -2 follows retention.ms.</source>
        <translation>계층형 스토리지를 켰을 때 브로커 자신의 디스크에 보존하는 시간. -2이면 retention.ms를 따릅니다.</translation>
    </message>
    <message>
        <source>How far a record&apos;s timestamp may be ahead of the broker&apos;s clock.</source>
        <translation>레코드 타임스탬프가 브로커 시계보다 앞설 수 있는 최대 시간.</translation>
    </message>
    <message>
        <source>How far a record&apos;s timestamp may be behind the broker&apos;s clock.</source>
        <translation>레코드 타임스탬프가 브로커 시계보다 뒤질 수 있는 최대 시간.</translation>
    </message>
    <message>
        <source>Whose time a record carries: CreateTime is the producer&apos;s, LogAppendTime the broker&apos;s.</source>
        <translation>레코드에 담는 시간의 기준. CreateTime은 프로듀서, LogAppendTime은 브로커의 시간입니다.</translation>
    </message>
    <message>
        <source>Whether a new segment file is given its full size at once.</source>
        <translation>새 세그먼트 파일을 처음부터 전체 크기로 만들지 여부.</translation>
    </message>
    <message>
        <source>Size per partition above which the oldest segments are dropped; -1 is without limit.</source>
        <translation>파티션이 이 크기를 넘으면 가장 오래된 세그먼트부터 삭제합니다. -1이면 제한이 없습니다.</translation>
    </message>
    <message>
        <source>Time between two searches for segments to drop.</source>
        <translation>삭제할 세그먼트를 찾는 간격.</translation>
    </message>
    <message>
        <source>Age in hours at which a segment is dropped; log.retention.minutes and log.retention.ms go before it.</source>
        <translation>세그먼트를 보존하는 시간(시간 단위). log.retention.minutes와 log.retention.ms가 우선합니다.</translation>
    </message>
    <message>
        <source>Age in minutes at which a segment is dropped; log.retention.ms goes before it.</source>
        <translation>세그먼트를 보존하는 시간(분 단위). log.retention.ms가 우선합니다.</translation>
    </message>
    <message>
        <source>Age at which a segment is dropped; -1 keeps it for ever.</source>
        <translation>세그먼트를 보존하는 시간. 지나면 삭제하며, -1이면 영구히 보존합니다.</translation>
    </message>
    <message>
        <source>Age in hours at which a segment is closed; log.roll.ms goes before it.</source>
        <translation>세그먼트를 닫기까지의 시간(시간 단위). log.roll.ms가 우선합니다.</translation>
    </message>
    <message>
        <source>Largest random time in hours taken off a segment&apos;s age limit; log.roll.jitter.ms goes before it.</source>
        <translation>세그먼트를 닫기까지의 시간에서 빼는 무작위 시간의 최댓값(시간 단위). log.roll.jitter.ms가 우선합니다.</translation>
    </message>
    <message>
        <source>Largest random time taken off segment.ms, so that partitions do not roll all at once.</source>
        <translation>segment.ms에서 빼는 무작위 시간의 최댓값. 모든 파티션이 한꺼번에 새 세그먼트로 넘어가지 않게 합니다.</translation>
    </message>
    <message>
        <source>Age at which a segment is closed even if it is not full.</source>
        <translation>가득 차지 않아도 세그먼트를 닫기까지의 시간.</translation>
    </message>
    <message>
        <source>Size at which a segment file is closed and the next one begun; only closed ones are dropped or compacted.</source>
        <translation>세그먼트 파일을 닫고 다음 파일을 시작할 크기. 닫힌 세그먼트만 삭제하거나 컴팩션합니다.</translation>
    </message>
    <message>
        <source>Wait between dropping a segment from the log and removing its files.</source>
        <translation>로그에서 세그먼트를 뺀 뒤 파일을 삭제하기까지의 대기 시간.</translation>
    </message>
    <message>
        <source>Largest record batch that is accepted, after compression.</source>
        <translation>받아들이는 레코드 배치의 최대 크기(압축 후).</translation>
    </message>
    <message>
        <source>Directory of the metadata log; the first log directory where it is not set.</source>
        <translation>메타데이터 로그의 디렉터리. 설정하지 않으면 첫 번째 로그 디렉터리입니다.</translation>
    </message>
    <message>
        <source>Bytes in the metadata log after which a new snapshot is made.</source>
        <translation>메타데이터 로그가 이 바이트 수만큼 쌓이면 새 스냅샷을 만듭니다.</translation>
    </message>
    <message>
        <source>Longest time between two snapshots of the metadata log; 0 is without limit.</source>
        <translation>메타데이터 로그의 스냅샷과 다음 스냅샷 사이의 최대 시간. 0이면 제한이 없습니다.</translation>
    </message>
    <message>
        <source>Size at which a segment of the metadata log is closed.</source>
        <translation>메타데이터 로그의 세그먼트를 닫을 크기.</translation>
    </message>
    <message>
        <source>Age at which a segment of the metadata log is closed.</source>
        <translation>메타데이터 로그의 세그먼트를 닫기까지의 시간.</translation>
    </message>
    <message>
        <source>Time between two empty records in an idle metadata log; 0 writes none.</source>
        <translation>유휴 메타데이터 로그에 빈 레코드를 쓰는 간격. 0이면 쓰지 않습니다.</translation>
    </message>
    <message>
        <source>Size of metadata log and snapshots above which the oldest are dropped.</source>
        <translation>메타데이터 로그와 스냅샷이 이 크기를 넘으면 가장 오래된 것부터 삭제합니다.</translation>
    </message>
    <message>
        <source>Age at which old parts of the metadata log are dropped.</source>
        <translation>메타데이터 로그의 오래된 부분을 삭제하기까지의 시간.</translation>
    </message>
    <message>
        <source>Replicas that must be in sync before a write with acks=all is accepted.</source>
        <translation>acks=all 쓰기를 받아들이는 데 필요한 동기화 복제본 수.</translation>
    </message>
    <message>
        <source>Pause of a follower after a failed fetch.</source>
        <translation>fetch에 실패한 팔로워가 쉬는 시간.</translation>
    </message>
    <message>
        <source>Bytes that a follower tries to fetch of each partition.</source>
        <translation>팔로워가 파티션마다 가져오려는 바이트 수.</translation>
    </message>
    <message>
        <source>Bytes that a follower&apos;s fetch waits for.</source>
        <translation>팔로워의 fetch가 기다리는 바이트 수.</translation>
    </message>
    <message>
        <source>Bytes that a follower tries to fetch in all.</source>
        <translation>팔로워가 모두 합해 가져오려는 바이트 수.</translation>
    </message>
    <message>
        <source>Longest wait of a follower&apos;s fetch; keep it below replica.lag.time.max.ms.</source>
        <translation>팔로워의 fetch가 기다리는 최대 시간. replica.lag.time.max.ms보다 작아야 합니다.</translation>
    </message>
    <message>
        <source>Time between two notes of the high watermarks on disk.</source>
        <translation>하이 워터마크를 디스크에 기록하는 간격.</translation>
    </message>
    <message>
        <source>Time without catching up after which a follower leaves the in-sync replicas.</source>
        <translation>팔로워가 이 시간 동안 따라잡지 못하면 동기화 복제본에서 빠집니다.</translation>
    </message>
    <message>
        <source>Class that chooses the replica that a consumer reads from.</source>
        <translation>컨슈머가 읽을 복제본을 고르는 클래스.</translation>
    </message>
    <message>
        <source>Receive buffer of a follower&apos;s connection.</source>
        <translation>팔로워 연결의 수신 버퍼.</translation>
    </message>
    <message>
        <source>Longest wait of a follower for its leader.</source>
        <translation>팔로워가 리더를 기다리는 최대 시간.</translation>
    </message>
    <message>
        <source>Samples kept for replication quotas.</source>
        <translation>복제 할당량을 위해 보관하는 표본 수.</translation>
    </message>
    <message>
        <source>Whether a replica that is not in sync may lead as a last resort, at the price of losing records.</source>
        <translation>레코드 유실을 감수하고 동기화되지 않은 복제본이 최후의 수단으로 리더가 될 수 있는지 여부.</translation>
    </message>
    <message>
        <source>Addresses that clients are told to connect to, where they differ from listeners.</source>
        <translation>클라이언트에 연결하라고 알리는 주소. listeners와 다를 때 씁니다.</translation>
    </message>
    <message>
        <source>Class that decides what a principal may do; empty lets everybody do everything.</source>
        <translation>프린시펄이 할 수 있는 일을 결정하는 클래스. 비어 있으면 누구나 모든 일을 할 수 있습니다.</translation>
    </message>
    <message>
        <source>Threads for housekeeping such as deleting files.</source>
        <translation>파일 삭제 같은 뒷정리를 하는 스레드 수.</translation>
    </message>
    <message>
        <source>Time between two heartbeats of a broker to the controller.</source>
        <translation>브로커가 컨트롤러에 보내는 하트비트 간격.</translation>
    </message>
    <message>
        <source>The broker&apos;s number in the cluster; node.id is its newer name.</source>
        <translation>클러스터에서 브로커의 번호. 새 이름은 node.id입니다.</translation>
    </message>
    <message>
        <source>Where the broker stands; replicas are spread over racks.</source>
        <translation>브로커의 위치. 복제본은 여러 랙에 나누어 둡니다.</translation>
    </message>
    <message>
        <source>Silence after which the controller takes a broker for dead.</source>
        <translation>브로커가 이 시간 동안 응답이 없으면 컨트롤러가 죽은 것으로 봅니다.</translation>
    </message>
    <message>
        <source>Class that decides the quota of each client.</source>
        <translation>클라이언트마다 할당량을 결정하는 클래스.</translation>
    </message>
    <message>
        <source>Names of the sources from which values in settings may be taken.</source>
        <translation>설정값을 가져올 수 있는 소스의 이름.</translation>
    </message>
    <message>
        <source>Pause before a connection with failed authentication is closed.</source>
        <translation>인증에 실패한 연결을 닫기 전 대기 시간.</translation>
    </message>
    <message>
        <source>Idle time after which a connection is closed.</source>
        <translation>연결이 이 시간 동안 유휴 상태이면 닫습니다.</translation>
    </message>
    <message>
        <source>Time after which a SASL client has to authenticate anew; 0 is never.</source>
        <translation>SASL 클라이언트가 다시 인증해야 하는 시간. 0이면 다시 인증하지 않습니다.</translation>
    </message>
    <message>
        <source>Whether a broker hands over its partitions before it stops.</source>
        <translation>브로커가 멈추기 전에 맡은 파티션을 넘길지 여부.</translation>
    </message>
    <message>
        <source>Listeners that the controllers use.</source>
        <translation>컨트롤러가 쓰는 리스너.</translation>
    </message>
    <message>
        <source>Time for which the controller gathers writes before it forces them to disk.</source>
        <translation>컨트롤러가 쓰기를 디스크에 강제로 쓰기 전에 모으는 시간.</translation>
    </message>
    <message>
        <source>Whether a new controller adds itself to the voters.</source>
        <translation>새 컨트롤러가 스스로 투표자에 들어갈지 여부.</translation>
    </message>
    <message>
        <source>Addresses at which the controller quorum is found.</source>
        <translation>컨트롤러 쿼럼을 찾는 주소.</translation>
    </message>
    <message>
        <source>Longest pause before another election of the controller quorum.</source>
        <translation>컨트롤러 쿼럼이 다시 선출하기 전 최대 대기 시간.</translation>
    </message>
    <message>
        <source>Longest time without a controller before an election starts.</source>
        <translation>컨트롤러 없이 선출을 시작하기까지의 최대 시간.</translation>
    </message>
    <message>
        <source>Most bytes of the metadata log read by one fetch.</source>
        <translation>fetch 하나로 읽는 메타데이터 로그의 최대 바이트 수.</translation>
    </message>
    <message>
        <source>Most bytes of a metadata snapshot read by one fetch.</source>
        <translation>fetch 하나로 읽는 메타데이터 스냅샷의 최대 바이트 수.</translation>
    </message>
    <message>
        <source>Time without a successful fetch after which a new controller is sought.</source>
        <translation>이 시간 동안 fetch에 성공하지 못하면 새 컨트롤러를 찾습니다.</translation>
    </message>
    <message>
        <source>Longest wait for an answer within the controller quorum.</source>
        <translation>컨트롤러 쿼럼 안에서 응답을 기다리는 최대 시간.</translation>
    </message>
    <message>
        <source>Pause before a failed request within the controller quorum is sent again.</source>
        <translation>컨트롤러 쿼럼 안에서 실패한 요청을 다시 보내기 전 대기 시간.</translation>
    </message>
    <message>
        <source>The controllers that vote, as id@host:port.</source>
        <translation>투표하는 컨트롤러. id@host:port 형식.</translation>
    </message>
    <message>
        <source>Samples kept for the quota of topic and partition changes.</source>
        <translation>토픽과 파티션 변경 할당량을 위해 보관하는 표본 수.</translation>
    </message>
    <message>
        <source>Longest wait of a broker for its controller.</source>
        <translation>브로커가 컨트롤러를 기다리는 최대 시간.</translation>
    </message>
    <message>
        <source>Time between two searches for expired delegation tokens.</source>
        <translation>만료된 위임 토큰을 찾는 간격.</translation>
    </message>
    <message>
        <source>Life of a delegation token between renewals.</source>
        <translation>갱신 사이 위임 토큰의 수명.</translation>
    </message>
    <message>
        <source>Age beyond which a delegation token cannot be renewed.</source>
        <translation>위임 토큰의 최대 수명. 이를 넘으면 갱신할 수 없습니다.</translation>
    </message>
    <message>
        <source>Secret with which delegation tokens are signed; the same on all nodes.</source>
        <translation>위임 토큰에 서명하는 비밀 키. 모든 노드에서 같아야 합니다.</translation>
    </message>
    <message>
        <source>Listeners that open before the authorizer is ready.</source>
        <translation>권한 부여자가 준비되기 전에 여는 리스너.</translation>
    </message>
    <message>
        <source>Longest wait for the first registration before a starting broker gives up.</source>
        <translation>시작하는 브로커가 포기하기 전에 첫 등록을 기다리는 최대 시간.</translation>
    </message>
    <message>
        <source>Listener that brokers use among themselves.</source>
        <translation>브로커끼리 쓰는 리스너.</translation>
    </message>
    <message>
        <source>Time between two polls of the metrics reporters.</source>
        <translation>지표 리포터를 확인하는 간격.</translation>
    </message>
    <message>
        <source>Classes that report the broker&apos;s older metrics.</source>
        <translation>브로커의 이전 방식 지표를 보고하는 클래스.</translation>
    </message>
    <message>
        <source>Which security protocol each listener name stands for.</source>
        <translation>리스너 이름마다 쓰는 보안 프로토콜.</translation>
    </message>
    <message>
        <source>Addresses that the node listens on, as name://host:port.</source>
        <translation>노드가 연결을 기다리는 주소. name://host:port 형식.</translation>
    </message>
    <message>
        <source>Most new connections in a second.</source>
        <translation>1초에 맺는 새 연결의 최대 수.</translation>
    </message>
    <message>
        <source>Most connections at one time.</source>
        <translation>동시 연결의 최대 수.</translation>
    </message>
    <message>
        <source>Most connections at one time from one address.</source>
        <translation>한 주소에서 맺는 동시 연결의 최대 수.</translation>
    </message>
    <message>
        <source>Other limits for single addresses or host names, as host:limit.</source>
        <translation>개별 주소나 호스트 이름의 다른 한도. host:limit 형식.</translation>
    </message>
    <message>
        <source>Fetch sessions that a broker keeps.</source>
        <translation>브로커가 유지하는 fetch 세션 수.</translation>
    </message>
    <message>
        <source>Most partitions in one request for metadata of topics.</source>
        <translation>토픽 메타데이터 요청 하나에 담을 수 있는 최대 파티션 수.</translation>
    </message>
    <message>
        <source>Classes that are told of every metric.</source>
        <translation>모든 지표를 전달받는 클래스.</translation>
    </message>
    <message>
        <source>Samples kept for each metric.</source>
        <translation>지표마다 보관하는 표본 수.</translation>
    </message>
    <message>
        <source>How much detail the metrics record.</source>
        <translation>지표를 얼마나 자세히 기록하는지.</translation>
    </message>
    <message>
        <source>Length of one sample of a metric.</source>
        <translation>지표 표본 하나의 길이.</translation>
    </message>
    <message>
        <source>The node&apos;s number in the cluster.</source>
        <translation>클러스터에서 노드의 번호.</translation>
    </message>
    <message>
        <source>Handler threads: they do the work of requests, disk included.</source>
        <translation>핸들러 스레드 수. 디스크 작업을 포함해 요청을 처리합니다.</translation>
    </message>
    <message>
        <source>Network threads of each listener: they receive requests and send responses.</source>
        <translation>리스너마다 두는 네트워크 스레드 수. 요청을 받고 응답을 보냅니다.</translation>
    </message>
    <message>
        <source>Partitions of a topic whose creator names no number.</source>
        <translation>토픽을 만들 때 수를 지정하지 않으면 쓰는 파티션 수.</translation>
    </message>
    <message>
        <source>Threads of each log directory for recovery at the start and flushing at the end.</source>
        <translation>로그 디렉터리마다 시작할 때 복구하고 종료할 때 디스크에 쓰는 스레드 수.</translation>
    </message>
    <message>
        <source>Threads that move replicas between log directories.</source>
        <translation>복제본을 로그 디렉터리 사이에서 옮기는 스레드 수.</translation>
    </message>
    <message>
        <source>Connections over which a broker fetches from each other broker.</source>
        <translation>브로커가 다른 브로커마다 데이터를 가져오는 데 쓰는 연결 수.</translation>
    </message>
    <message>
        <source>Class that makes a principal of what a connection authenticated as.</source>
        <translation>연결의 인증 결과를 프린시펄로 만드는 클래스.</translation>
    </message>
    <message>
        <source>What the node is: broker, controller, or both.</source>
        <translation>노드의 역할. broker, controller 또는 둘 다.</translation>
    </message>
    <message>
        <source>Bytes of waiting requests above which nothing more is read; -1 is without limit.</source>
        <translation>대기 중인 요청이 이 바이트 수를 넘으면 더 읽지 않습니다. -1이면 제한이 없습니다.</translation>
    </message>
    <message>
        <source>Waiting requests above which the network threads stop reading.</source>
        <translation>대기 중인 요청이 이 수를 넘으면 네트워크 스레드가 읽기를 멈춥니다.</translation>
    </message>
    <message>
        <source>Samples kept for client quotas.</source>
        <translation>클라이언트 할당량을 위해 보관하는 표본 수.</translation>
    </message>
    <message>
        <source>Longest wait for an answer to a request that the node itself sends.</source>
        <translation>노드가 직접 보낸 요청의 응답을 기다리는 최대 시간.</translation>
    </message>
    <message>
        <source>Class that answers SASL&apos;s questions as a client.</source>
        <translation>클라이언트로서 SASL의 질의에 답하는 클래스.</translation>
    </message>
    <message>
        <source>SASL mechanisms that are accepted.</source>
        <translation>허용하는 SASL 메커니즘.</translation>
    </message>
    <message>
        <source>Login settings of SASL in JAAS form.</source>
        <translation>JAAS 형식의 SASL 로그인 설정.</translation>
    </message>
    <message>
        <source>Path of Kerberos&apos; kinit.</source>
        <translation>Kerberos kinit의 경로.</translation>
    </message>
    <message>
        <source>Shortest time between two attempts to renew a Kerberos login.</source>
        <translation>Kerberos 로그인 갱신 시도 사이의 최소 시간.</translation>
    </message>
    <message>
        <source>Rules that make short names of Kerberos principals.</source>
        <translation>Kerberos 프린시펄을 짧은 이름으로 바꾸는 규칙.</translation>
    </message>
    <message>
        <source>Kerberos name under which the broker runs.</source>
        <translation>브로커가 실행되는 Kerberos 이름.</translation>
    </message>
    <message>
        <source>Random share added to the time of renewal.</source>
        <translation>갱신 시점에 더하는 무작위 비율.</translation>
    </message>
    <message>
        <source>Share of a ticket&apos;s life after which it is renewed.</source>
        <translation>티켓 수명이 이 비율만큼 지나면 갱신합니다.</translation>
    </message>
    <message>
        <source>Class that answers SASL&apos;s questions at login.</source>
        <translation>로그인할 때 SASL의 질의에 답하는 클래스.</translation>
    </message>
    <message>
        <source>Class that logs in.</source>
        <translation>로그인하는 클래스.</translation>
    </message>
    <message>
        <source>Longest wait for a connection to the authentication provider.</source>
        <translation>인증 제공자와의 연결을 기다리는 최대 시간.</translation>
    </message>
    <message>
        <source>Longest wait for an answer of the authentication provider.</source>
        <translation>인증 제공자의 응답을 기다리는 최대 시간.</translation>
    </message>
    <message>
        <source>Time before its end at which a credential is renewed at the latest.</source>
        <translation>자격 증명을 늦어도 만료 얼마 전까지 갱신할지 정하는 시간.</translation>
    </message>
    <message>
        <source>Shortest time between two renewals of a credential.</source>
        <translation>자격 증명의 갱신과 다음 갱신 사이의 최소 시간.</translation>
    </message>
    <message>
        <source>Share of a credential&apos;s life after which it is renewed.</source>
        <translation>자격 증명 수명이 이 비율만큼 지나면 갱신합니다.</translation>
    </message>
    <message>
        <source>Longest pause between attempts to log in.</source>
        <translation>로그인 시도 사이의 최대 대기 시간.</translation>
    </message>
    <message>
        <source>First pause between attempts to log in.</source>
        <translation>로그인 시도 사이의 첫 대기 시간.</translation>
    </message>
    <message>
        <source>SASL mechanism towards controllers.</source>
        <translation>컨트롤러에 연결할 때 쓰는 SASL 메커니즘.</translation>
    </message>
    <message>
        <source>SASL mechanism between brokers.</source>
        <translation>브로커 사이의 SASL 메커니즘.</translation>
    </message>
    <message>
        <source>Algorithm with which a client assertion is signed.</source>
        <translation>클라이언트 어설션에 서명하는 알고리즘.</translation>
    </message>
    <message>
        <source>Audience claim of a client assertion.</source>
        <translation>클라이언트 어설션의 대상(audience) 클레임.</translation>
    </message>
    <message>
        <source>Life of a client assertion.</source>
        <translation>클라이언트 어설션의 수명.</translation>
    </message>
    <message>
        <source>Issuer claim of a client assertion.</source>
        <translation>클라이언트 어설션의 발급자(issuer) 클레임.</translation>
    </message>
    <message>
        <source>Whether a client assertion carries an id of its own.</source>
        <translation>클라이언트 어설션에 고유 ID를 담을지 여부.</translation>
    </message>
    <message>
        <source>How long before now a client assertion begins to be valid.</source>
        <translation>클라이언트 어설션이 현재보다 얼마나 앞선 시점부터 유효한지.</translation>
    </message>
    <message>
        <source>Subject claim of a client assertion.</source>
        <translation>클라이언트 어설션의 주체(subject) 클레임.</translation>
    </message>
    <message>
        <source>File with a ready client assertion.</source>
        <translation>만들어 둔 클라이언트 어설션 파일.</translation>
    </message>
    <message>
        <source>Private key that signs a client assertion.</source>
        <translation>클라이언트 어설션에 서명하는 개인 키.</translation>
    </message>
    <message>
        <source>Passphrase of the private key that signs a client assertion.</source>
        <translation>클라이언트 어설션에 서명하는 개인 키의 암호 구문.</translation>
    </message>
    <message>
        <source>File with further claims of a client assertion.</source>
        <translation>클라이언트 어설션의 추가 클레임을 담은 파일.</translation>
    </message>
    <message>
        <source>Client id for the OAuth client credentials grant.</source>
        <translation>OAuth client credentials 방식의 클라이언트 ID.</translation>
    </message>
    <message>
        <source>Client secret for the OAuth client credentials grant.</source>
        <translation>OAuth client credentials 방식의 클라이언트 시크릿.</translation>
    </message>
    <message>
        <source>Difference between clocks that is tolerated when a token is checked.</source>
        <translation>토큰을 검사할 때 허용하는 시계 차이.</translation>
    </message>
    <message>
        <source>Audiences, one of which a token must name.</source>
        <translation>토큰이 그중 하나를 명시해야 하는 대상(audience).</translation>
    </message>
    <message>
        <source>Issuer that a token must name.</source>
        <translation>토큰이 명시해야 하는 발급자(issuer).</translation>
    </message>
    <message>
        <source>Time between two readings of the provider&apos;s keys.</source>
        <translation>제공자의 키를 읽는 간격.</translation>
    </message>
    <message>
        <source>Longest pause between attempts to read the provider&apos;s keys.</source>
        <translation>제공자의 키를 읽는 시도 사이의 최대 대기 시간.</translation>
    </message>
    <message>
        <source>First pause between attempts to read the provider&apos;s keys.</source>
        <translation>제공자의 키를 읽는 시도 사이의 첫 대기 시간.</translation>
    </message>
    <message>
        <source>Where the provider&apos;s keys are read.</source>
        <translation>제공자의 키를 읽는 곳.</translation>
    </message>
    <message>
        <source>Class that gets a token.</source>
        <translation>토큰을 가져오는 클래스.</translation>
    </message>
    <message>
        <source>Class that checks a token.</source>
        <translation>토큰을 검사하는 클래스.</translation>
    </message>
    <message>
        <source>Scope asked of the provider.</source>
        <translation>제공자에 요청하는 범위(scope).</translation>
    </message>
    <message>
        <source>Claim of a token that holds its scope.</source>
        <translation>토큰에서 범위(scope)를 담은 클레임.</translation>
    </message>
    <message>
        <source>Claim of a token that holds its subject.</source>
        <translation>토큰에서 주체(subject)를 담은 클레임.</translation>
    </message>
    <message>
        <source>Where the provider gives tokens.</source>
        <translation>제공자가 토큰을 내주는 곳.</translation>
    </message>
    <message>
        <source>Class that answers SASL&apos;s questions as a server.</source>
        <translation>서버로서 SASL의 질의에 답하는 클래스.</translation>
    </message>
    <message>
        <source>Largest SASL message that is accepted before a client is authenticated.</source>
        <translation>클라이언트를 인증하기 전에 받아들이는 SASL 메시지의 최대 크기.</translation>
    </message>
    <message>
        <source>Security protocol between brokers where no listener is named for it.</source>
        <translation>브로커 간 리스너를 지정하지 않았을 때 브로커 사이에 쓰는 보안 프로토콜.</translation>
    </message>
    <message>
        <source>Classes that add security algorithms.</source>
        <translation>보안 알고리즘을 추가하는 클래스.</translation>
    </message>
    <message>
        <source>Longest wait for a connection after repeated failures.</source>
        <translation>거듭 실패한 뒤 연결을 기다리는 최대 시간.</translation>
    </message>
    <message>
        <source>Longest wait for a connection.</source>
        <translation>연결을 기다리는 최대 시간.</translation>
    </message>
    <message>
        <source>Connections that may wait to be accepted.</source>
        <translation>수락을 기다릴 수 있는 연결 수.</translation>
    </message>
    <message>
        <source>Receive buffer of a connection; -1 is the system&apos;s choice.</source>
        <translation>연결의 수신 버퍼. -1이면 시스템의 기본값입니다.</translation>
    </message>
    <message>
        <source>Largest request that is accepted.</source>
        <translation>받아들이는 요청의 최대 크기.</translation>
    </message>
    <message>
        <source>Send buffer of a connection; -1 is the system&apos;s choice.</source>
        <translation>연결의 송신 버퍼. -1이면 시스템의 기본값입니다.</translation>
    </message>
    <message>
        <source>Whether a new certificate may name another subject.</source>
        <translation>새 인증서의 주체(subject)가 달라도 되는지 여부.</translation>
    </message>
    <message>
        <source>Whether a new certificate may name other hosts.</source>
        <translation>새 인증서의 호스트가 달라도 되는지 여부.</translation>
    </message>
    <message>
        <source>Cipher suites that are offered; empty is the library&apos;s choice.</source>
        <translation>제안하는 암호 스위트. 비어 있으면 라이브러리의 기본값입니다.</translation>
    </message>
    <message>
        <source>Whether a client must, may or need not show a certificate.</source>
        <translation>클라이언트 인증서가 필수인지, 선택인지, 필요 없는지.</translation>
    </message>
    <message>
        <source>TLS versions that are accepted.</source>
        <translation>허용하는 TLS 버전.</translation>
    </message>
    <message>
        <source>How a peer&apos;s name is compared with its certificate; empty compares nothing.</source>
        <translation>상대의 이름을 인증서와 비교하는 방식. 비어 있으면 비교하지 않습니다.</translation>
    </message>
    <message>
        <source>Class that makes TLS engines.</source>
        <translation>TLS 엔진을 만드는 클래스.</translation>
    </message>
    <message>
        <source>Password of the private key.</source>
        <translation>개인 키의 비밀번호.</translation>
    </message>
    <message>
        <source>Algorithm of the key manager.</source>
        <translation>키 관리자의 알고리즘.</translation>
    </message>
    <message>
        <source>The node&apos;s certificate and its chain, as PEM.</source>
        <translation>노드의 인증서와 인증서 체인. PEM 형식.</translation>
    </message>
    <message>
        <source>The node&apos;s private key, as PEM.</source>
        <translation>노드의 개인 키. PEM 형식.</translation>
    </message>
    <message>
        <source>File with the node&apos;s key and certificate.</source>
        <translation>노드의 키와 인증서를 담은 파일.</translation>
    </message>
    <message>
        <source>Password of the file with the node&apos;s key.</source>
        <translation>노드의 키를 담은 파일의 비밀번호.</translation>
    </message>
    <message>
        <source>Format of the file with the node&apos;s key.</source>
        <translation>노드의 키를 담은 파일의 형식.</translation>
    </message>
    <message>
        <source>Rules that make short names of certificate subjects.</source>
        <translation>인증서의 주체(subject)를 짧은 이름으로 바꾸는 규칙.</translation>
    </message>
    <message>
        <source>TLS version that is preferred.</source>
        <translation>우선하는 TLS 버전.</translation>
    </message>
    <message>
        <source>Name of the security provider for TLS.</source>
        <translation>TLS에 쓰는 보안 제공자의 이름.</translation>
    </message>
    <message>
        <source>Random number generator for TLS.</source>
        <translation>TLS에 쓰는 난수 생성기.</translation>
    </message>
    <message>
        <source>Algorithm of the trust manager.</source>
        <translation>신뢰 관리자의 알고리즘.</translation>
    </message>
    <message>
        <source>Trusted certificates, as PEM.</source>
        <translation>신뢰하는 인증서. PEM 형식.</translation>
    </message>
    <message>
        <source>File with trusted certificates.</source>
        <translation>신뢰하는 인증서를 담은 파일.</translation>
    </message>
    <message>
        <source>Password of the file with trusted certificates.</source>
        <translation>신뢰하는 인증서를 담은 파일의 비밀번호.</translation>
    </message>
    <message>
        <source>Format of the file with trusted certificates.</source>
        <translation>신뢰하는 인증서를 담은 파일의 형식.</translation>
    </message>
    <message>
        <source>Largest push of client metrics that is accepted.</source>
        <translation>한 번에 받아들이는 클라이언트 지표의 최대 크기.</translation>
    </message>
    <message>
        <source>Codec in which batches are stored; producer keeps what the producer sent.</source>
        <translation>배치를 저장하는 코덱. producer는 프로듀서가 보낸 그대로 둡니다.</translation>
    </message>
    <message>
        <source>Replicas whose follower traffic is throttled, as partition:broker pairs, or * for all.</source>
        <translation>팔로워 트래픽을 제한할 복제본. partition:broker 쌍으로 쓰거나 전부면 *.</translation>
    </message>
    <message>
        <source>Replicas whose leader traffic is throttled, as partition:broker pairs, or * for all.</source>
        <translation>리더 트래픽을 제한할 복제본. partition:broker 쌍으로 쓰거나 전부면 *.</translation>
    </message>
    <message>
        <source>Whether tiered storage stops copying segments of this topic.</source>
        <translation>계층형 스토리지가 이 토픽의 세그먼트 복사를 멈출지 여부.</translation>
    </message>
    <message>
        <source>Whether switching tiered storage off removes what it holds of this topic.</source>
        <translation>계층형 스토리지를 끌 때 그곳에 있는 이 토픽의 데이터를 삭제할지 여부.</translation>
    </message>
    <message>
        <source>Whether tiered storage is on for this topic.</source>
        <translation>이 토픽에 계층형 스토리지를 켤지 여부.</translation>
    </message>
</context>
<context>
    <name>ConfigEditor</name>
    <message>
        <source>Change %1</source>
        <translation>%1 변경</translation>
    </message>
    <message>
        <source>Now %1, %2</source>
        <translation>현재 %1, %2</translation>
    </message>
    <message>
        <source>Back to the default</source>
        <translation>기본값으로</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>Show the plan...</source>
        <translation>계획 보기...</translation>
    </message>
</context>
<context>
    <name>ConfigTable</name>
    <message>
        <source>hidden by the broker</source>
        <translation>브로커가 숨김</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>비어 있음</translation>
    </message>
    <message>
        <source>set on the topic</source>
        <translation>토픽에 설정됨</translation>
    </message>
    <message>
        <source>set on the broker</source>
        <translation>브로커에 설정됨</translation>
    </message>
    <message>
        <source>set for all brokers</source>
        <translation>모든 브로커에 설정됨</translation>
    </message>
    <message>
        <source>broker&apos;s properties file</source>
        <translation>브로커 설정 파일</translation>
    </message>
    <message>
        <source>default</source>
        <translation>기본값</translation>
    </message>
    <message>
        <source>set on the group</source>
        <translation>그룹에 설정됨</translation>
    </message>
    <message>
        <source>client metrics</source>
        <translation>클라이언트 지표</translation>
    </message>
    <message>
        <source>Find a setting</source>
        <translation>설정 찾기</translation>
    </message>
    <message>
        <source>Only what was set</source>
        <translation>설정한 것만</translation>
    </message>
    <message>
        <source>Setting</source>
        <translation>설정</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>값</translation>
    </message>
    <message>
        <source>Comes from</source>
        <translation>출처</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>형식</translation>
    </message>
    <message>
        <source>Meaning</source>
        <translation>뜻</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>설정</translation>
    </message>
    <message>
        <source>Edit...</source>
        <translation>편집...</translation>
    </message>
    <message>
        <source>%1 = %2 (%3)</source>
        <translation>%1 = %2 (%3)</translation>
    </message>
    <message>
        <source>In order of precedence: %1</source>
        <translation>우선순위 순: %1</translation>
    </message>
    <message>
        <source>Pick a setting to read what it means and where its value comes from.</source>
        <translation>설정을 고르면 뜻과 값의 출처가 표시됩니다.</translation>
    </message>
</context>
<context>
    <name>ConnectionReportView</name>
    <message>
        <source>Name found</source>
        <translation>이름 확인</translation>
    </message>
    <message>
        <source>Connected</source>
        <translation>연결됨</translation>
    </message>
    <message>
        <source>Encrypted by TLS</source>
        <translation>TLS로 암호화됨</translation>
    </message>
    <message>
        <source>Logged in</source>
        <translation>로그인됨</translation>
    </message>
    <message>
        <source>Protocol versions agreed</source>
        <translation>프로토콜 버전 합의됨</translation>
    </message>
    <message>
        <source>Cluster described</source>
        <translation>클러스터 정보 확인</translation>
    </message>
    <message>
        <source>Every broker reached</source>
        <translation>모든 브로커에 연결됨</translation>
    </message>
    <message>
        <source>Testing the connection</source>
        <translation>연결 시험 중</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message numerus="yes">
        <source>%n broker(s), Kafka %1, cluster id %2</source>
        <translation>
            <numerusform>브로커 %n개, Kafka %1, 클러스터 ID %2</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Delivery</name>
    <message>
        <source>min.insync.replicas was not told</source>
        <translation>min.insync.replicas를 받지 못함</translation>
    </message>
    <message>
        <source>Replicas</source>
        <translation>복제본</translation>
    </message>
    <message>
        <source>copies of each record</source>
        <translation>레코드마다 사본 수</translation>
    </message>
    <message>
        <source>no second copy</source>
        <translation>두 번째 사본 없음</translation>
    </message>
    <message>
        <source>Replication factor of the first partition</source>
        <translation>첫 파티션의 복제 계수</translation>
    </message>
    <message numerus="yes">
        <source>%n partition(s) lack one</source>
        <translation>
            <numerusform>파티션 %n개에서 부족</numerusform>
        </translation>
    </message>
    <message>
        <source>Min. in-sync replicas</source>
        <translation>최소 동기화 복제본</translation>
    </message>
    <message>
        <source>acks=all waits for</source>
        <translation>acks=all이 기다리는 수</translation>
    </message>
    <message>
        <source>May fail</source>
        <translation>허용되는 장애</translation>
    </message>
    <message>
        <source>min.insync.replicas: with fewer in sync, writes with acks=all are refused</source>
        <translation>min.insync.replicas: 동기화된 수가 이보다 적으면 acks=all 쓰기가 거부됩니다</translation>
    </message>
    <message numerus="yes">
        <source>%n partition(s) have fewer</source>
        <translation>
            <numerusform>파티션 %n개가 미달</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n partition(s) have no more</source>
        <translation>
            <numerusform>파티션 %n개가 여유 없음</numerusform>
        </translation>
    </message>
    <message>
        <source>the leader alone may acknowledge</source>
        <translation>리더 혼자 응답할 수 있음</translation>
    </message>
    <message>
        <source>With 1, a record may be acknowledged while only the leader has it; if that broker is lost, so is the record.</source>
        <translation>1이면 리더만 레코드를 가진 채 응답할 수 있고, 그 브로커를 잃으면 레코드도 잃습니다.</translation>
    </message>
    <message>
        <source>as many as replicas: no slack</source>
        <translation>복제본 수와 같음: 여유 없음</translation>
    </message>
    <message>
        <source>One broker down, even for a restart, and writes with acks=all are refused.</source>
        <translation>재시작이라도 브로커 하나가 내려가면 acks=all 쓰기가 거부됩니다.</translation>
    </message>
    <message>
        <source>every partition has them</source>
        <translation>모든 파티션이 충족</translation>
    </message>
    <message>
        <source>of %1</source>
        <translation>/ %1</translation>
    </message>
    <message>
        <source>copies at least</source>
        <translation>사본 이상 필요</translation>
    </message>
    <message>
        <source>With acks=all a write is answered once all replicas that are in sync have it, and refused while fewer than min.insync.replicas are. With acks=1 or 0 none of this holds.</source>
        <translation>acks=all 쓰기는 동기화된 모든 복제본이 받은 뒤 응답되며, 그 수가 min.insync.replicas보다 적은 동안 거부됩니다. acks=1이나 0에는 해당하지 않습니다.</translation>
    </message>
    <message numerus="yes">
        <source>broker(s)</source>
        <translation>
            <numerusform>대</numerusform>
        </translation>
    </message>
    <message>
        <source>before acks=all is refused</source>
        <translation>acks=all이 거부되기 전까지</translation>
    </message>
    <message>
        <source>Replicas − min.insync.replicas</source>
        <translation>복제본 − min.insync.replicas</translation>
    </message>
    <message>
        <source>acks=all is always refused</source>
        <translation>acks=all이 항상 거부됨</translation>
    </message>
</context>
<context>
    <name>DemoPanel</name>
    <message>
        <source>Demo shop</source>
        <translation>데모 상점</translation>
    </message>
    <message>
        <source>keeps up</source>
        <translation>제때 처리</translation>
    </message>
    <message>
        <source>lags and drains</source>
        <translation>뒤처졌다 따라잡음</translation>
    </message>
    <message>
        <source>stalls on one record</source>
        <translation>레코드 하나에서 멈춤</translation>
    </message>
    <message>
        <source>rewinds now and then</source>
        <translation>가끔 되감음</translation>
    </message>
    <message>
        <source>has members without a partition</source>
        <translation>파티션 없는 멤버가 있음</translation>
    </message>
    <message>
        <source>has no member</source>
        <translation>멤버 없음</translation>
    </message>
    <message>
        <source>was away too long</source>
        <translation>너무 오래 자리를 비움</translation>
    </message>
    <message>
        <source>off</source>
        <translation>꺼짐</translation>
    </message>
</context>
<context>
    <name>DetachedWindow</name>
    <message>
        <source>production</source>
        <translation>운영</translation>
    </message>
</context>
<context>
    <name>ErrorText</name>
    <message>
        <source>The address %1 could not be found.</source>
        <translation>주소 %1을(를) 찾지 못했습니다.</translation>
    </message>
    <message>
        <source>%1 did not tell which requests it knows.</source>
        <translation>%1의 지원 버전을 확인하지 못했습니다.</translation>
    </message>
    <message>
        <source>The group %1 could not be read.</source>
        <translation>그룹 %1을(를) 읽지 못했습니다.</translation>
    </message>
    <message>
        <source>The disks of %1 could not be read.</source>
        <translation>%1의 디스크를 읽지 못했습니다.</translation>
    </message>
    <message>
        <source>The offsets of %1 could not be read.</source>
        <translation>%1의 오프셋을 읽지 못했습니다.</translation>
    </message>
    <message>
        <source>The records of %1 could not be deleted.</source>
        <translation>%1의 레코드를 삭제하지 못했습니다.</translation>
    </message>
    <message>
        <source>The topic %1 could not be read.</source>
        <translation>토픽 %1을(를) 읽지 못했습니다.</translation>
    </message>
    <message>
        <source>Partitions could not be added to the topic %1.</source>
        <translation>토픽 %1에 파티션을 추가하지 못했습니다.</translation>
    </message>
    <message>
        <source>%1 is not an address.</source>
        <translation>%1은(는) 주소가 아닙니다.</translation>
    </message>
    <message>
        <source>The access rules could not be read or changed.</source>
        <translation>접근 규칙을 읽거나 바꾸지 못했습니다.</translation>
    </message>
    <message>
        <source>No connection to %1.</source>
        <translation>%1에 연결하지 못했습니다.</translation>
    </message>
    <message>
        <source>The connection to %1 was lost.</source>
        <translation>%1 연결이 끊겼습니다.</translation>
    </message>
    <message>
        <source>The request to %1 was not answered.</source>
        <translation>%1이(가) 요청에 응답하지 않았습니다.</translation>
    </message>
    <message>
        <source>The cluster %1 could not be reached.</source>
        <translation>클러스터 %1에 연결하지 못했습니다.</translation>
    </message>
    <message>
        <source>The controller of the cluster could not be found.</source>
        <translation>클러스터의 컨트롤러를 찾지 못했습니다.</translation>
    </message>
    <message>
        <source>The cluster&apos;s topics and brokers could not be read.</source>
        <translation>클러스터의 토픽과 브로커를 읽지 못했습니다.</translation>
    </message>
    <message>
        <source>The cluster could not be read.</source>
        <translation>클러스터를 읽지 못했습니다.</translation>
    </message>
    <message>
        <source>The setting %1 cannot be read.</source>
        <translation>설정 %1을(를) 읽을 수 없습니다.</translation>
    </message>
    <message>
        <source>The setting %1 is not valid.</source>
        <translation>설정 %1이(가) 올바르지 않습니다.</translation>
    </message>
    <message>
        <source>The configuration of %1 could not be read or changed.</source>
        <translation>%1의 설정을 읽거나 바꾸지 못했습니다.</translation>
    </message>
    <message>
        <source>Kafka Connect did not do what was asked.</source>
        <translation>Kafka Connect가 요청을 처리하지 못했습니다.</translation>
    </message>
    <message>
        <source>The connector %1 could not be created.</source>
        <translation>커넥터 %1을(를) 생성하지 못했습니다.</translation>
    </message>
    <message>
        <source>The connector %1 could not be deleted.</source>
        <translation>커넥터 %1을(를) 삭제하지 못했습니다.</translation>
    </message>
    <message>
        <source>The connector %1 could not be paused.</source>
        <translation>커넥터 %1을(를) 일시 정지하지 못했습니다.</translation>
    </message>
    <message>
        <source>The connector %1 could not be restarted.</source>
        <translation>커넥터 %1을(를) 다시 시작하지 못했습니다.</translation>
    </message>
    <message>
        <source>The connector %1 could not be resumed.</source>
        <translation>커넥터 %1을(를) 재개하지 못했습니다.</translation>
    </message>
    <message>
        <source>The connector %1 could not be read or changed.</source>
        <translation>커넥터 %1을(를) 읽거나 바꾸지 못했습니다.</translation>
    </message>
    <message>
        <source>The connectors could not be read.</source>
        <translation>커넥터를 읽지 못했습니다.</translation>
    </message>
    <message>
        <source>%1 is in use by another program.</source>
        <translation>다른 프로그램이 %1을(를) 사용 중입니다.</translation>
    </message>
    <message>
        <source>%1 could not be read.</source>
        <translation>%1을(를) 읽지 못했습니다.</translation>
    </message>
    <message>
        <source>%1 could not be written.</source>
        <translation>%1을(를) 쓰지 못했습니다.</translation>
    </message>
    <message>
        <source>The filter cannot be read.</source>
        <translation>필터를 해석할 수 없습니다.</translation>
    </message>
    <message>
        <source>The coordinator of group %1 could not be found.</source>
        <translation>그룹 %1의 코디네이터를 찾지 못했습니다.</translation>
    </message>
    <message>
        <source>The group %1 could not be deleted.</source>
        <translation>그룹 %1을(를) 삭제하지 못했습니다.</translation>
    </message>
    <message>
        <source>The offsets of group %1 could not be reset.</source>
        <translation>그룹 %1의 오프셋을 재설정하지 못했습니다.</translation>
    </message>
    <message>
        <source>The group %1 could not be read or changed.</source>
        <translation>그룹 %1을(를) 읽거나 바꾸지 못했습니다.</translation>
    </message>
    <message>
        <source>The consumer groups could not be read.</source>
        <translation>컨슈머 그룹을 읽지 못했습니다.</translation>
    </message>
    <message>
        <source>%1 did not answer as expected.</source>
        <translation>%1의 응답이 예상과 다릅니다.</translation>
    </message>
    <message>
        <source>The change could not be prepared or applied.</source>
        <translation>변경을 준비하거나 적용하지 못했습니다.</translation>
    </message>
    <message>
        <source>The record could not be written to %1.</source>
        <translation>%1에 레코드를 쓰지 못했습니다.</translation>
    </message>
    <message>
        <source>The cluster profile %1 could not be saved.</source>
        <translation>클러스터 프로필 %1을(를) 저장하지 못했습니다.</translation>
    </message>
    <message>
        <source>The cluster profile %1 could not be read.</source>
        <translation>클러스터 프로필 %1을(를) 읽지 못했습니다.</translation>
    </message>
    <message>
        <source>The query could not be run.</source>
        <translation>질의를 실행하지 못했습니다.</translation>
    </message>
    <message>
        <source>The quotas could not be read or changed.</source>
        <translation>할당량을 읽거나 바꾸지 못했습니다.</translation>
    </message>
    <message>
        <source>The records of %1 could not be read or written.</source>
        <translation>%1의 레코드를 읽거나 쓰지 못했습니다.</translation>
    </message>
    <message>
        <source>The records of %1 could not be read.</source>
        <translation>%1의 레코드를 읽지 못했습니다.</translation>
    </message>
    <message>
        <source>The sandbox could not be started.</source>
        <translation>샌드박스를 시작하지 못했습니다.</translation>
    </message>
    <message>
        <source>The sandbox could not be stopped.</source>
        <translation>샌드박스를 정지하지 못했습니다.</translation>
    </message>
    <message>
        <source>The sandbox did not do what was asked.</source>
        <translation>샌드박스가 요청을 처리하지 못했습니다.</translation>
    </message>
    <message>
        <source>Signing in to %1 did not work.</source>
        <translation>%1에 로그인하지 못했습니다.</translation>
    </message>
    <message>
        <source>The schema %1 could not be read or changed.</source>
        <translation>스키마 %1을(를) 읽거나 바꾸지 못했습니다.</translation>
    </message>
    <message>
        <source>The schema registry did not do what was asked.</source>
        <translation>스키마 레지스트리가 요청을 처리하지 못했습니다.</translation>
    </message>
    <message>
        <source>The password of %1 could not be read or kept.</source>
        <translation>%1의 비밀번호를 읽거나 보관하지 못했습니다.</translation>
    </message>
    <message>
        <source>The settings could not be read or kept.</source>
        <translation>설정을 읽거나 보관하지 못했습니다.</translation>
    </message>
    <message>
        <source>Weir&apos;s own data on this computer could not be read or written.</source>
        <translation>이 컴퓨터의 Weir 데이터를 읽거나 쓰지 못했습니다.</translation>
    </message>
    <message>
        <source>The secure connection to %1 could not be set up.</source>
        <translation>%1과(와) 보안 연결을 맺지 못했습니다.</translation>
    </message>
    <message>
        <source>The topic %1 could not be created.</source>
        <translation>토픽 %1을(를) 생성하지 못했습니다.</translation>
    </message>
    <message>
        <source>The topic %1 could not be deleted.</source>
        <translation>토픽 %1을(를) 삭제하지 못했습니다.</translation>
    </message>
    <message>
        <source>The topic %1 could not be read or changed.</source>
        <translation>토픽 %1을(를) 읽거나 바꾸지 못했습니다.</translation>
    </message>
    <message>
        <source>The topics could not be read.</source>
        <translation>토픽을 읽지 못했습니다.</translation>
    </message>
    <message>
        <source>The user %1 could not be read or changed.</source>
        <translation>사용자 %1을(를) 읽거나 바꾸지 못했습니다.</translation>
    </message>
    <message>
        <source>An answer of %1 could not be understood.</source>
        <translation>%1의 응답을 해석하지 못했습니다.</translation>
    </message>
    <message>
        <source>%1 could not be reached.</source>
        <translation>%1에 연결하지 못했습니다.</translation>
    </message>
    <message>
        <source>%1 refused this.</source>
        <translation>%1이(가) 거부했습니다.</translation>
    </message>
    <message>
        <source>%1 does not exist.</source>
        <translation>%1이(가) 없습니다.</translation>
    </message>
    <message>
        <source>%1 is in a state that does not allow this.</source>
        <translation>%1의 현재 상태에서는 할 수 없습니다.</translation>
    </message>
    <message>
        <source>%1 is not valid.</source>
        <translation>%1이(가) 올바르지 않습니다.</translation>
    </message>
    <message>
        <source>%1 did not answer in time.</source>
        <translation>%1이(가) 제때 응답하지 않았습니다.</translation>
    </message>
    <message>
        <source>This was cancelled.</source>
        <translation>취소했습니다.</translation>
    </message>
    <message>
        <source>%1 could not be read or written.</source>
        <translation>%1을(를) 읽거나 쓰지 못했습니다.</translation>
    </message>
    <message>
        <source>%1 does not offer this.</source>
        <translation>%1에서 지원하지 않습니다.</translation>
    </message>
    <message>
        <source>%1 answered with an error.</source>
        <translation>%1이(가) 오류로 응답했습니다.</translation>
    </message>
    <message>
        <source>Weir made a mistake of its own.</source>
        <translation>Weir 자체의 오류입니다.</translation>
    </message>
    <message>
        <source>Ask for an access rule that allows it, or use another profile.</source>
        <translation>허용하는 접근 규칙을 요청하거나 다른 프로필을 사용합니다.</translation>
    </message>
    <message>
        <source>Check the user name and the password in the profile.</source>
        <translation>프로필의 사용자 이름과 비밀번호를 확인합니다.</translation>
    </message>
    <message>
        <source>Choose a sign-in method that the broker offers.</source>
        <translation>브로커가 제공하는 로그인 방식을 선택합니다.</translation>
    </message>
    <message>
        <source>Stop the group&apos;s members first.</source>
        <translation>먼저 그룹의 멤버를 멈춥니다.</translation>
    </message>
    <message>
        <source>Choose another name.</source>
        <translation>다른 이름을 선택합니다.</translation>
    </message>
    <message>
        <source>Choose at most as many replicas as there are brokers.</source>
        <translation>복제본은 브로커 수 이하로 선택합니다.</translation>
    </message>
    <message>
        <source>The number of partitions can only grow.</source>
        <translation>파티션 수는 늘릴 수만 있습니다.</translation>
    </message>
    <message>
        <source>Set delete.topic.enable on the brokers.</source>
        <translation>브로커에 delete.topic.enable을 설정합니다.</translation>
    </message>
    <message>
        <source>Bring the missing replicas back, or lower min.insync.replicas.</source>
        <translation>없는 복제본을 되살리거나 min.insync.replicas를 낮춥니다.</translation>
    </message>
    <message>
        <source>The broker is too old for this.</source>
        <translation>브로커 버전이 너무 낮습니다.</translation>
    </message>
    <message>
        <source>Set authorizer.class.name on the brokers.</source>
        <translation>브로커에 authorizer.class.name을 설정합니다.</translation>
    </message>
    <message>
        <source>The cluster is changing over. Try again in a moment.</source>
        <translation>클러스터가 전환 중입니다. 잠시 뒤 다시 시도합니다.</translation>
    </message>
    <message>
        <source>Check the address in the profile, and that the server is running.</source>
        <translation>프로필의 주소와 서버 실행 여부를 확인합니다.</translation>
    </message>
    <message>
        <source>Check the sign-in and the rights in the profile.</source>
        <translation>프로필의 로그인과 권한을 확인합니다.</translation>
    </message>
    <message>
        <source>It may have been deleted meanwhile. Refresh the page.</source>
        <translation>그사이 삭제되었을 수 있습니다. 페이지를 새로 고칩니다.</translation>
    </message>
    <message>
        <source>Refresh the page and look at its state.</source>
        <translation>페이지를 새로 고쳐 상태를 확인합니다.</translation>
    </message>
    <message>
        <source>Correct what was entered.</source>
        <translation>입력한 내용을 바로잡습니다.</translation>
    </message>
    <message>
        <source>Try again. If it stays slow, look at the brokers.</source>
        <translation>다시 시도합니다. 계속 느리면 브로커를 확인합니다.</translation>
    </message>
    <message>
        <source>Check the free space and the rights of the folder.</source>
        <translation>남은 공간과 폴더 권한을 확인합니다.</translation>
    </message>
    <message>
        <source>Please report it, with the text above.</source>
        <translation>위 내용과 함께 알려 주십시오.</translation>
    </message>
    <message>
        <source>the server</source>
        <translation>서버</translation>
    </message>
    <message>
        <source>This profile is read only.</source>
        <translation>이 프로필은 읽기 전용입니다.</translation>
    </message>
    <message>
        <source>Type the name of the cluster, %1, to go on.</source>
        <translation>계속하려면 클러스터 이름 %1을(를) 입력하세요.</translation>
    </message>
    <message>
        <source>No load could be generated on %1.</source>
        <translation>%1에 부하를 생성하지 못했습니다.</translation>
    </message>
</context>
<context>
    <name>EventPanel</name>
    <message>
        <source>Time</source>
        <translation>시각</translation>
    </message>
    <message>
        <source>What</source>
        <translation>내용</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>일어난 일</translation>
    </message>
</context>
<context>
    <name>FaultEditor</name>
    <message>
        <source>Slow replies</source>
        <translation>응답 지연</translation>
    </message>
    <message>
        <source>Drop requests</source>
        <translation>요청 버림</translation>
    </message>
    <message>
        <source>Cut off from its peers</source>
        <translation>다른 브로커와 단절</translation>
    </message>
    <message>
        <source>The other brokers and the controller hear nothing of it, nor it of them; clients still reach it.</source>
        <translation>다른 브로커 및 컨트롤러와 서로 통신하지 못합니다. 클라이언트는 계속 접속할 수 있습니다.</translation>
    </message>
    <message>
        <source>Falls out of sync</source>
        <translation>동기화 이탈</translation>
    </message>
    <message>
        <source>It fetches nothing from the leaders it follows, and leaves their in-sync replicas.</source>
        <translation>따르는 리더에게서 아무것도 가져오지 않아 동기화된 복제본(ISR)에서 빠집니다.</translation>
    </message>
    <message>
        <source>Disk is full</source>
        <translation>디스크 가득 참</translation>
    </message>
    <message>
        <source>Nothing on its disk grows: what is written is refused, what is there is read as before.</source>
        <translation>디스크에 더는 쓸 수 없습니다. 쓰기는 거부되고, 이미 있는 것은 전처럼 읽힙니다.</translation>
    </message>
    <message>
        <source>Answer with</source>
        <translation>오류로 응답</translation>
    </message>
    <message>
        <source>No error</source>
        <translation>오류 없음</translation>
    </message>
    <message>
        <source>Which requests</source>
        <translation>대상 요청</translation>
    </message>
    <message>
        <source>All requests</source>
        <translation>모든 요청</translation>
    </message>
    <message>
        <source>How many</source>
        <translation>횟수</translation>
    </message>
    <message>
        <source>Until cleared</source>
        <translation>해제할 때까지</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>Key %1</source>
        <translation>키 %1</translation>
    </message>
</context>
<context>
    <name>FilterHeader</name>
    <message>
        <source>Filter %1</source>
        <translation>%1 필터</translation>
    </message>
</context>
<context>
    <name>FilterLine</name>
    <message>
        <source>Run</source>
        <translation>실행</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>필터</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>중지</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Enter</translation>
    </message>
</context>
<context>
    <name>Gauges</name>
    <message>
        <source>Never committed. The log holds %1 to %2.</source>
        <translation>커밋한 적이 없습니다. 로그 범위는 %1부터 %2까지입니다.</translation>
    </message>
    <message>
        <source>Committed %1, before the log start %2. Log end %3.</source>
        <translation>커밋 %1, 로그 시작 %2보다 앞입니다. 로그 끝 %3.</translation>
    </message>
    <message>
        <source>Committed %1, ahead of the log end %2. Log start %3.</source>
        <translation>커밋 %1, 로그 끝 %2보다 앞섭니다. 로그 시작 %3.</translation>
    </message>
    <message>
        <source>Committed %1. The log holds %2 to %3.</source>
        <translation>커밋 %1. 로그 범위는 %2부터 %3까지입니다.</translation>
    </message>
    <message>
        <source>broker %1: missing</source>
        <translation>브로커 %1: 없음</translation>
    </message>
    <message>
        <source>broker %1: leader</source>
        <translation>브로커 %1: 리더</translation>
    </message>
    <message>
        <source>broker %1: in sync</source>
        <translation>브로커 %1: 동기화됨</translation>
    </message>
</context>
<context>
    <name>GoToButton</name>
    <message>
        <source>Topics, groups, brokers, pages and commands (%1)</source>
        <translation>토픽, 그룹, 브로커, 페이지, 명령 (%1)</translation>
    </message>
</context>
<context>
    <name>GroupPage</name>
    <message>
        <source>Lag by partition</source>
        <translation>파티션별 랙</translation>
    </message>
    <message>
        <source>Members</source>
        <translation>멤버</translation>
    </message>
    <message>
        <source>Partitions</source>
        <translation>파티션</translation>
    </message>
    <message>
        <source>Consumer groups</source>
        <translation>컨슈머 그룹</translation>
    </message>
    <message>
        <source>More</source>
        <translation>더 보기</translation>
    </message>
    <message>
        <source>Chart all topics</source>
        <translation>모든 토픽 차트</translation>
    </message>
    <message>
        <source>Delete the group...</source>
        <translation>그룹 삭제...</translation>
    </message>
    <message>
        <source>Reading the group</source>
        <translation>그룹을 읽는 중</translation>
    </message>
    <message>
        <source>This group is not in the cluster</source>
        <translation>클러스터에 없는 그룹입니다</translation>
    </message>
    <message>
        <source>It was deleted, or its offsets have expired.</source>
        <translation>삭제되었거나 오프셋이 만료되었습니다.</translation>
    </message>
    <message>
        <source>%1 protocol</source>
        <translation>%1 프로토콜</translation>
    </message>
    <message>
        <source>%1 protocol, %2</source>
        <translation>%1 프로토콜, %2</translation>
    </message>
    <message>
        <source>coordinator %1</source>
        <translation>코디네이터 %1</translation>
    </message>
    <message>
        <source>coordinator unknown</source>
        <translation>코디네이터 알 수 없음</translation>
    </message>
    <message>
        <source>Lag</source>
        <translation>랙</translation>
    </message>
    <message numerus="yes">
        <source>%n never committed</source>
        <translation>
            <numerusform>커밋한 적 없음 %n개</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n partition(s)</source>
        <translation>
            <numerusform>파티션 %n개</numerusform>
        </translation>
    </message>
    <message>
        <source>Σ(log end − committed offset); never committed partitions are left out</source>
        <translation>Σ(로그 끝 − 커밋 오프셋), 커밋한 적 없는 파티션은 뺍니다</translation>
    </message>
    <message>
        <source>Members as the coordinator tells them</source>
        <translation>코디네이터가 알려 주는 멤버</translation>
    </message>
    <message numerus="yes">
        <source>%n without a partition</source>
        <translation>
            <numerusform>파티션 없음 %n개</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 against written</source>
        <translation>쓰기 대비 %1</translation>
    </message>
    <message>
        <source>Behind in time</source>
        <translation>시간 지연</translation>
    </message>
    <message>
        <source>oldest record not yet read</source>
        <translation>아직 읽지 않은 가장 오래된 레코드</translation>
    </message>
    <message>
        <source>Now − the time at which the log end passed the committed offset, from the looks since this window opened</source>
        <translation>지금 − 로그 끝이 커밋 오프셋을 지난 시각. 이 창을 연 뒤의 기록으로 계산합니다</translation>
    </message>
    <message>
        <source>Written</source>
        <translation>쓰기</translation>
    </message>
    <message>
        <source>to its partitions</source>
        <translation>해당 파티션에</translation>
    </message>
    <message>
        <source>Growth of the log ends between the last two looks</source>
        <translation>최근 두 번 읽은 사이 로그 끝의 증가</translation>
    </message>
    <message>
        <source>Committed</source>
        <translation>커밋</translation>
    </message>
    <message>
        <source>Growth of the committed offsets between the last two looks</source>
        <translation>최근 두 번 읽은 사이 커밋 오프셋의 증가</translation>
    </message>
    <message>
        <source>Time to drain</source>
        <translation>소진까지</translation>
    </message>
    <message>
        <source>at these rates</source>
        <translation>현재 속도 기준</translation>
    </message>
    <message>
        <source>Lag ÷ (committed − written)</source>
        <translation>랙 ÷ (커밋 속도 − 쓰기 속도)</translation>
    </message>
    <message>
        <source>Columns of the partitions</source>
        <translation>파티션 표의 열</translation>
    </message>
    <message>
        <source>It may be there: not all brokers answered when they were asked for their groups.</source>
        <translation>있을 수도 있습니다: 그룹을 물었을 때 모든 브로커가 응답하지는 않았습니다.</translation>
    </message>
    <message>
        <source>No member</source>
        <translation>멤버 없음</translation>
    </message>
    <message>
        <source>Nobody reads as this group now. Its offsets are kept until they expire.</source>
        <translation>지금 이 그룹으로 읽는 클라이언트가 없습니다. 오프셋은 만료될 때까지 보존됩니다.</translation>
    </message>
    <message>
        <source>A part of this group could not be read.</source>
        <translation>이 그룹의 일부를 읽지 못했습니다.</translation>
    </message>
    <message>
        <source>Broker %1 did not answer all: a part of this group is unknown.</source>
        <translation>브로커 %1이(가) 모두 응답하지 않아 이 그룹의 일부를 알 수 없습니다.</translation>
    </message>
    <message numerus="yes">
        <source>%n partition(s) without a member</source>
        <translation>
            <numerusform>멤버 없는 파티션 %n개</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Groups</name>
    <message>
        <source>Group</source>
        <translation>그룹</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>판정</translation>
    </message>
    <message>
        <source>Judged over the last ten minutes, without thresholds</source>
        <translation>임계값 없이 최근 10분으로 판정합니다</translation>
    </message>
    <message>
        <source>State</source>
        <translation>상태</translation>
    </message>
    <message>
        <source>Members</source>
        <translation>멤버</translation>
    </message>
    <message>
        <source>Lag</source>
        <translation>랙</translation>
    </message>
    <message>
        <source>Σ(high watermark − committed offset), expired partitions counted from the log start, never committed ones left out</source>
        <translation>Σ(하이 워터마크 − 커밋 오프셋), 만료된 파티션은 로그 시작부터 세고 커밋한 적 없는 파티션은 뺍니다</translation>
    </message>
    <message>
        <source>Behind</source>
        <translation>시간 지연</translation>
    </message>
    <message>
        <source>Age of the oldest record not yet read, by when the log end passed the committed offset</source>
        <translation>아직 읽지 않은 가장 오래된 레코드의 나이. 로그 끝이 커밋 오프셋을 지난 시각으로 계산합니다</translation>
    </message>
    <message>
        <source>To drain</source>
        <translation>소진까지</translation>
    </message>
    <message>
        <source>Lag ÷ (committed − written) at the present rates</source>
        <translation>현재 속도의 랙 ÷ (커밋 − 쓰기)</translation>
    </message>
    <message>
        <source>Last hour</source>
        <translation>최근 1시간</translation>
    </message>
    <message>
        <source>Protocol</source>
        <translation>프로토콜</translation>
    </message>
    <message>
        <source>Topic</source>
        <translation>토픽</translation>
    </message>
    <message>
        <source>Part.</source>
        <translation>파티션</translation>
    </message>
    <message>
        <source>Log start</source>
        <translation>로그 시작</translation>
    </message>
    <message>
        <source>Start to end</source>
        <translation>로그 시작부터 끝까지</translation>
    </message>
    <message>
        <source>Log end</source>
        <translation>로그 끝</translation>
    </message>
    <message>
        <source>Committed</source>
        <translation>커밋</translation>
    </message>
    <message>
        <source>The next offset that the group will read</source>
        <translation>그룹이 다음에 읽을 오프셋</translation>
    </message>
    <message>
        <source>%1 lost</source>
        <translation>%1건 유실</translation>
    </message>
    <message>
        <source>Log end − committed offset; expired: log end − log start</source>
        <translation>로그 끝 − 커밋 오프셋, 만료됨: 로그 끝 − 로그 시작</translation>
    </message>
    <message>
        <source>Member</source>
        <translation>멤버</translation>
    </message>
    <message>
        <source>No member</source>
        <translation>멤버 없음</translation>
    </message>
    <message>
        <source>no member has it</source>
        <translation>맡은 멤버 없음</translation>
    </message>
    <message>
        <source>Commit metadata</source>
        <translation>커밋 메타데이터</translation>
    </message>
    <message>
        <source>The text that the client stored with its commit</source>
        <translation>클라이언트가 커밋과 함께 저장한 텍스트</translation>
    </message>
    <message>
        <source>no partition: %1, %2</source>
        <extracomment>%1 is &quot;5 members&quot;, %2 &quot;3 partitions&quot;</extracomment>
        <translation>파티션 없음: %1, %2</translation>
    </message>
    <message numerus="yes">
        <source>%n member(s)</source>
        <translation>
            <numerusform>멤버 %n개</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n partition(s)</source>
        <translation>
            <numerusform>파티션 %n개</numerusform>
        </translation>
    </message>
    <message>
        <source>no partition</source>
        <translation>파티션 없음</translation>
    </message>
    <message>
        <source>none yet: the group rebalances</source>
        <translation>아직 없음: 그룹이 리밸런싱 중</translation>
    </message>
    <message>
        <source>%1, static member %2</source>
        <translation>%1, 정적 멤버 %2</translation>
    </message>
    <message>
        <source>Host</source>
        <translation>호스트</translation>
    </message>
    <message>
        <source>Parts</source>
        <translation>파티션</translation>
    </message>
    <message>
        <source>Assigned</source>
        <translation>할당</translation>
    </message>
</context>
<context>
    <name>GroupsPage</name>
    <message>
        <source>Filter by name</source>
        <translation>이름으로 거르기</translation>
    </message>
    <message>
        <source>Consumer groups</source>
        <translation>컨슈머 그룹</translation>
    </message>
    <message>
        <source>Partitions of the group</source>
        <translation>그룹의 파티션</translation>
    </message>
    <message>
        <source>Every partition</source>
        <translation>모든 파티션</translation>
    </message>
    <message>
        <source>What needs attention</source>
        <translation>주의가 필요한 것</translation>
    </message>
    <message>
        <source>Which partitions</source>
        <translation>보여 줄 파티션</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>그룹</translation>
    </message>
    <message>
        <source>Lag: Σ(log end − committed offset) over its partitions.</source>
        <translation>랙: 파티션별 Σ(로그 끝 − 커밋 오프셋)입니다.</translation>
    </message>
    <message>
        <source>Never committed partitions are left out of the sum.</source>
        <translation>커밋한 적 없는 파티션은 합계에서 뺍니다.</translation>
    </message>
    <message>
        <source>Expired partitions are counted from the log start.</source>
        <translation>만료된 파티션은 로그 시작부터 셉니다.</translation>
    </message>
    <message>
        <source>Rates: growth between the last two looks.</source>
        <translation>속도: 최근 두 번 읽은 사이의 증가입니다.</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>열기</translation>
    </message>
    <message>
        <source>Delete...</source>
        <translation>삭제...</translation>
    </message>
    <message>
        <source>Reading groups</source>
        <translation>그룹을 읽는 중</translation>
    </message>
    <message numerus="yes">
        <source>%n group(s)</source>
        <translation>
            <numerusform>그룹 %n개</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n need(s) attention</source>
        <translation>
            <numerusform>주의 %n개</numerusform>
        </translation>
    </message>
    <message>
        <source>No consumer groups yet</source>
        <translation>아직 컨슈머 그룹이 없습니다</translation>
    </message>
    <message>
        <source>A group appears here once it commits an offset or a member joins.</source>
        <translation>오프셋을 커밋하거나 멤버가 참여하면 그룹이 나타납니다.</translation>
    </message>
    <message>
        <source>Not all brokers answered.</source>
        <translation>일부 브로커가 응답하지 않았습니다.</translation>
    </message>
    <message numerus="yes">
        <source>%n partition(s)</source>
        <translation>
            <numerusform>파티션 %n개</numerusform>
        </translation>
    </message>
    <message>
        <source>Lag</source>
        <translation>랙</translation>
    </message>
    <message>
        <source>Behind in time</source>
        <translation>시간 지연</translation>
    </message>
    <message>
        <source>Written</source>
        <translation>쓰기</translation>
    </message>
    <message>
        <source>Committed</source>
        <translation>커밋</translation>
    </message>
    <message>
        <source>Time to drain</source>
        <translation>소진까지</translation>
    </message>
    <message>
        <source>State</source>
        <translation>상태</translation>
    </message>
    <message>
        <source>Coordinator</source>
        <translation>코디네이터</translation>
    </message>
    <message>
        <source>Protocol</source>
        <translation>프로토콜</translation>
    </message>
    <message>
        <source>Members</source>
        <translation>멤버</translation>
    </message>
    <message>
        <source>Without a partition</source>
        <translation>파티션 없음</translation>
    </message>
    <message>
        <source>Reads</source>
        <translation>읽는 토픽</translation>
    </message>
    <message>
        <source>Partitions without a member</source>
        <translation>멤버 없는 파티션</translation>
    </message>
</context>
<context>
    <name>HeaderFields</name>
    <message>
        <source>Add a header</source>
        <translation>헤더 추가</translation>
    </message>
    <message>
        <source>Header name</source>
        <translation>헤더 이름</translation>
    </message>
    <message>
        <source>name</source>
        <translation>이름</translation>
    </message>
    <message>
        <source>Header value</source>
        <translation>헤더 값</translation>
    </message>
    <message>
        <source>Null</source>
        <translation>null</translation>
    </message>
    <message>
        <source>Remove the header</source>
        <translation>헤더 제거</translation>
    </message>
</context>
<context>
    <name>HexView</name>
    <message>
        <source>Bytes</source>
        <translation>바이트</translation>
    </message>
    <message numerus="yes">
        <source>%n byte(s)</source>
        <translation>
            <numerusform>%n바이트</numerusform>
        </translation>
    </message>
    <message>
        <source>Copy selected bytes	Ctrl+C</source>
        <translation>선택한 바이트 복사	Ctrl+C</translation>
    </message>
    <message>
        <source>Copy all bytes	Ctrl+C</source>
        <translation>모든 바이트 복사	Ctrl+C</translation>
    </message>
</context>
<context>
    <name>Inspector</name>
    <message>
        <source>Open as a page</source>
        <translation>페이지로 열기</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
    <message>
        <source>How it is counted</source>
        <translation>계산 방법</translation>
    </message>
</context>
<context>
    <name>Keys</name>
    <message>
        <source>Partition</source>
        <translation>파티션</translation>
    </message>
    <message>
        <source>Records</source>
        <translation>레코드</translation>
    </message>
    <message>
        <source>Against the mean</source>
        <translation>평균 대비</translation>
    </message>
    <message>
        <source>Records ÷ the mean of all partitions: 100 % is even. The bar stands against the fullest partition.</source>
        <translation>레코드 ÷ 모든 파티션의 평균: 100 %면 고릅니다. 막대는 가장 많은 파티션과 비교합니다.</translation>
    </message>
    <message>
        <source>Distinct keys</source>
        <translation>서로 다른 키</translation>
    </message>
    <message>
        <source>Without key</source>
        <translation>키 없음</translation>
    </message>
    <message>
        <source>Partitioner</source>
        <translation>파티셔너</translation>
    </message>
    <message>
        <source>Fits</source>
        <translation>일치</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>예</translation>
    </message>
    <message>
        <source>no</source>
        <translation>아니요</translation>
    </message>
    <message>
        <source>Elsewhere</source>
        <translation>다른 파티션에 있음</translation>
    </message>
    <message>
        <source>Records with a key that are in another partition than this one says, by the partitions that there are now</source>
        <translation>지금 파티션 수로 이 파티셔너가 고르는 파티션과 다른 곳에 있는, 키가 있는 레코드</translation>
    </message>
    <message>
        <source>Partitions before</source>
        <translation>이전 파티션 수</translation>
    </message>
    <message>
        <source>Smaller numbers of partitions by which records are in their place: the topic had as many when they were written</source>
        <translation>더 적은 파티션 수로 계산하면 레코드가 제자리에 있습니다. 기록할 때 토픽의 파티션이 그만큼이었습니다.</translation>
    </message>
    <message>
        <source>Used by</source>
        <translation>사용하는 곳</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>키</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>비어 있음</translation>
    </message>
    <message>
        <source>Partitions</source>
        <translation>파티션</translation>
    </message>
    <message>
        <source>In the order in which the key came to them, by the time of its first record there</source>
        <translation>키가 들어온 순서(그 파티션 첫 레코드의 시각 기준)</translation>
    </message>
    <message>
        <source>Split began at</source>
        <translation>나뉘기 시작한 시각</translation>
    </message>
    <message>
        <source>The first record in the second partition</source>
        <translation>두 번째 파티션의 첫 레코드</translation>
    </message>
    <message>
        <source>In partition</source>
        <translation>해당 파티션</translation>
    </message>
    <message>
        <source>At offset</source>
        <translation>해당 오프셋</translation>
    </message>
    <message>
        <source>FNV-1a, sign masked</source>
        <translation>FNV-1a(부호 비트 제거)</translation>
    </message>
    <message>
        <source>Java clients, Weir</source>
        <translation>Java 클라이언트, Weir</translation>
    </message>
    <message>
        <source>librdkafka by default</source>
        <translation>librdkafka 기본값</translation>
    </message>
    <message>
        <source>Sarama by default</source>
        <translation>Sarama 기본값</translation>
    </message>
    <message>
        <source>Sarama&apos;s reference partitioner</source>
        <translation>Sarama의 reference 파티셔너</translation>
    </message>
    <message>
        <source>One partition: every key is in it</source>
        <translation>파티션이 하나뿐이라 모든 키가 그 안에 있습니다</translation>
    </message>
    <message>
        <source>No keys to judge the placement by</source>
        <translation>배치를 판단할 키가 없습니다</translation>
    </message>
    <message>
        <source> or </source>
        <translation> 또는 </translation>
    </message>
    <message>
        <source>Keys placed by %1</source>
        <translation>키 배치: %1</translation>
    </message>
    <message>
        <source>%1 of the records with a key are elsewhere.</source>
        <translation>키가 있는 레코드의 %1은(는) 다른 곳에 있습니다.</translation>
    </message>
    <message>
        <source>Keys not placed by murmur2</source>
        <translation>murmur2로 배치되지 않은 키</translation>
    </message>
    <message>
        <source>%1 of the records with a key are in another partition than Java clients choose.</source>
        <translation>키가 있는 레코드의 %1이(가) Java 클라이언트가 고르는 곳과 다른 파티션에 있습니다.</translation>
    </message>
    <message>
        <source>No other known partitioner fits: the producers have one of their own, or name the partition themselves.</source>
        <translation>알려진 다른 파티셔너와도 맞지 않습니다. 프로듀서가 자체 파티셔너를 쓰거나 파티션을 직접 지정합니다.</translation>
    </message>
    <message>
        <source>They fit %1.</source>
        <translation>%1와(과) 일치합니다.</translation>
    </message>
    <message>
        <source>These keys do not tell them apart.</source>
        <translation>이 키만으로는 구별할 수 없습니다.</translation>
    </message>
    <message>
        <source>Older records fit a topic of %1 partitions: since more were added, keys go elsewhere.</source>
        <translation>오래된 레코드는 파티션이 %1개인 토픽과 일치합니다. 파티션을 추가한 뒤 키가 다른 파티션으로 갑니다.</translation>
    </message>
    <message>
        <source>Without key: too few to tell round-robin from sticky</source>
        <translation>키 없음: 너무 적어 라운드 로빈과 스티키를 구별할 수 없습니다</translation>
    </message>
    <message>
        <source>Without key: round-robin</source>
        <translation>키 없음: 라운드 로빈</translation>
    </message>
    <message>
        <source>The counts of the partitions differ by at most 1.</source>
        <translation>파티션별 개수 차이가 1 이하입니다.</translation>
    </message>
    <message>
        <source>Without key: sticky or random, not round-robin</source>
        <translation>키 없음: 라운드 로빈이 아니라 스티키 또는 무작위</translation>
    </message>
    <message>
        <source>The counts of the partitions differ by %1; such producers are even only over many batches.</source>
        <translation>파티션별 개수가 %1만큼 차이 납니다. 이런 프로듀서는 배치가 많아야 고르게 됩니다.</translation>
    </message>
</context>
<context>
    <name>KeysView</name>
    <message>
        <source>Look at the keys</source>
        <translation>키 살펴보기</translation>
    </message>
    <message>
        <source>Keys in more than one partition</source>
        <translation>둘 이상의 파티션에 있는 키</translation>
    </message>
    <message>
        <source>The keys were not looked at yet</source>
        <translation>아직 키를 살펴보지 않았습니다</translation>
    </message>
    <message>
        <source>Which key lies in which partition, and which partitioner put it there.</source>
        <translation>어느 키가 어느 파티션에 있고 어떤 파티셔너가 넣었는지 봅니다.</translation>
    </message>
    <message>
        <source>The newest %1 records</source>
        <translation>최신 레코드 %1개</translation>
    </message>
    <message>
        <source>All records</source>
        <translation>모든 레코드</translation>
    </message>
    <message>
        <source>Range</source>
        <translation>범위</translation>
    </message>
    <message>
        <source>Records and keys by partition</source>
        <translation>파티션별 레코드와 키</translation>
    </message>
    <message>
        <source>Partitioners</source>
        <translation>파티셔너</translation>
    </message>
    <message>
        <source>Partitions</source>
        <translation>파티션</translation>
    </message>
    <message>
        <source>Keys of %1</source>
        <translation>%1의 키</translation>
    </message>
    <message>
        <source>Reading %1</source>
        <translation>%1 읽는 중</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>중지</translation>
    </message>
    <message>
        <source>Stopped before anything was read</source>
        <translation>아무것도 읽기 전에 멈췄습니다</translation>
    </message>
    <message>
        <source>Read %1 of %2 records</source>
        <translation>레코드 %2개 중 %1개 읽음</translation>
    </message>
    <message numerus="yes">
        <source>%n partition(s) could not be read.</source>
        <translation>
            <numerusform>파티션 %n개를 읽지 못했습니다.</numerusform>
        </translation>
    </message>
    <message>
        <source>No record was read</source>
        <translation>읽은 레코드가 없습니다</translation>
    </message>
    <message>
        <source>The topic is empty, or was not read far enough.</source>
        <translation>토픽이 비어 있거나 충분히 읽지 않았습니다.</translation>
    </message>
    <message>
        <source>Records</source>
        <translation>레코드</translation>
    </message>
    <message>
        <source>all of the range</source>
        <translation>범위 전체</translation>
    </message>
    <message>
        <source>not all of the range</source>
        <translation>범위의 일부</translation>
    </message>
    <message>
        <source>Read from the start of the range to the log end as it stood then</source>
        <translation>범위의 처음부터 그때의 로그 끝까지 읽었습니다</translation>
    </message>
    <message>
        <source>Distinct keys</source>
        <translation>서로 다른 키</translation>
    </message>
    <message>
        <source>%1 records of further keys</source>
        <translation>그 밖의 키의 레코드 %1개</translation>
    </message>
    <message>
        <source>all kept</source>
        <translation>모두 보관함</translation>
    </message>
    <message>
        <source>So many are kept at most; records of further keys are counted, but not looked at for splits and placement</source>
        <translation>최대 이만큼만 보관합니다. 그 밖의 키의 레코드는 세기만 하고 나뉨과 배치는 살펴보지 않습니다.</translation>
    </message>
    <message>
        <source>Split keys</source>
        <translation>나뉜 키</translation>
    </message>
    <message>
        <source>each key in one partition</source>
        <translation>키마다 파티션 하나</translation>
    </message>
    <message>
        <source>in more than one partition</source>
        <translation>둘 이상의 파티션에 있음</translation>
    </message>
    <message>
        <source>Distinct keys with records in more than one partition</source>
        <translation>레코드가 둘 이상의 파티션에 있는 서로 다른 키</translation>
    </message>
    <message>
        <source>Skew</source>
        <translation>쏠림</translation>
    </message>
    <message>
        <source>fullest partition against the mean</source>
        <translation>가장 많은 파티션 ÷ 평균</translation>
    </message>
    <message>
        <source>Records of the fullest partition ÷ mean of all partitions: 1 is even</source>
        <translation>가장 많은 파티션의 레코드 ÷ 모든 파티션의 평균: 1이면 고릅니다</translation>
    </message>
    <message>
        <source>Without key</source>
        <translation>키 없음</translation>
    </message>
    <message>
        <source>Records whose key is null; an empty key is a key</source>
        <translation>키가 null인 레코드. 빈 키도 키입니다.</translation>
    </message>
    <message>
        <source>the first %1 of %2</source>
        <translation>%2개 중 처음 %1개</translation>
    </message>
    <message>
        <source>No key stands in two partitions</source>
        <translation>두 파티션에 걸친 키가 없습니다</translation>
    </message>
</context>
<context>
    <name>LagCharts</name>
    <message>
        <source>Lag by topic</source>
        <translation>토픽별 랙</translation>
    </message>
    <message>
        <source>records</source>
        <translation>레코드</translation>
    </message>
    <message>
        <source>Topic</source>
        <translation>토픽</translation>
    </message>
    <message>
        <source>Lag over time</source>
        <translation>시간별 랙</translation>
    </message>
    <message>
        <source>Records a second</source>
        <translation>초당 레코드</translation>
    </message>
    <message>
        <source>Records written and committed over time</source>
        <translation>시간별 쓰기와 커밋</translation>
    </message>
    <message>
        <source>Written and committed</source>
        <translation>쓰기와 커밋</translation>
    </message>
    <message>
        <source>records a second</source>
        <translation>초당 레코드</translation>
    </message>
    <message>
        <source>Lag by partition of %1</source>
        <translation>%1의 파티션별 랙</translation>
    </message>
    <message>
        <source>Partition</source>
        <translation>파티션</translation>
    </message>
    <message>
        <source>Written to its topics</source>
        <translation>해당 토픽에 쓰기</translation>
    </message>
    <message>
        <source>Committed by the group</source>
        <translation>그룹의 커밋</translation>
    </message>
</context>
<context>
    <name>LoadForm</name>
    <message>
        <source>until it is stopped</source>
        <translation>중지할 때까지</translation>
    </message>
    <message>
        <source> /s</source>
        <translation>/초</translation>
    </message>
    <message>
        <source>as fast as it goes</source>
        <translation>가능한 한 빠르게</translation>
    </message>
    <message>
        <source> bytes</source>
        <translation>바이트</translation>
    </message>
    <message>
        <source>no key</source>
        <translation>키 없음</translation>
    </message>
    <message>
        <source>none</source>
        <translation>없음</translation>
    </message>
    <message>
        <source>Records</source>
        <translation>레코드</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>속도</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>값</translation>
    </message>
    <message>
        <source>JSON text: a number and random letters</source>
        <translation>JSON 텍스트: 숫자와 임의의 글자</translation>
    </message>
    <message>
        <source>Different keys</source>
        <translation>서로 다른 키</translation>
    </message>
    <message>
        <source>key-0, key-1, ... in turn</source>
        <translation>key-0, key-1, ... 차례로</translation>
    </message>
    <message>
        <source>Partition</source>
        <translation>파티션</translation>
    </message>
    <message>
        <source>Confirmed by</source>
        <translation>확인 주체</translation>
    </message>
    <message>
        <source>Compression</source>
        <translation>압축</translation>
    </message>
    <message>
        <source>Linger</source>
        <translation>대기 시간</translation>
    </message>
    <message>
        <source>linger.ms: how long a batch waits for more records</source>
        <translation>linger.ms: 배치가 레코드를 더 기다리는 시간</translation>
    </message>
    <message>
        <source>Batch</source>
        <translation>배치</translation>
    </message>
    <message>
        <source>batch.size: a batch is sent when it is so large, however long it waited</source>
        <translation>batch.size: 이 크기가 되면 기다린 시간과 관계없이 배치를 보냅니다</translation>
    </message>
    <message>
        <source>Buffer</source>
        <translation>버퍼</translation>
    </message>
    <message>
        <source>buffer.memory: what may wait in the producer; when it is full, the generator waits</source>
        <translation>buffer.memory: 프로듀서 안에서 대기할 수 있는 양. 가득 차면 생성기가 기다립니다</translation>
    </message>
    <message>
        <source>Cluster to write to</source>
        <translation>기록할 클러스터</translation>
    </message>
    <message>
        <source>This is a production cluster. Type its name, %1, to go on.</source>
        <translation>운영 클러스터입니다. 계속하려면 이름 %1을(를) 입력하세요.</translation>
    </message>
    <message>
        <source>always partition %1</source>
        <translation>항상 파티션 %1</translation>
    </message>
    <message>
        <source>This profile is read only: nothing can be written.</source>
        <translation>읽기 전용 프로필이라 아무것도 쓸 수 없습니다.</translation>
    </message>
    <message numerus="yes">
        <source>Writes about %1 of values into %2, kept on %n replica(s). They stay there.</source>
        <translation>
            <numerusform>%2에 값 약 %1을(를) 복제본 %n개에 각각 기록합니다. 기록은 그대로 남습니다.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Writes into %1 until it is stopped, kept on %n replica(s). The records stay there.</source>
        <translation>
            <numerusform>중지할 때까지 %1에 복제본 %n개씩 기록합니다. 레코드는 그대로 남습니다.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LoadView</name>
    <message>
        <source>Generate load</source>
        <translation>부하 생성</translation>
    </message>
    <message>
        <source>Partitions</source>
        <translation>파티션</translation>
    </message>
    <message>
        <source>Nothing was generated yet</source>
        <translation>아직 생성한 것이 없습니다</translation>
    </message>
    <message>
        <source>A producer with the settings at the left writes generated records, and this page shows what it does.</source>
        <translation>왼쪽 설정의 프로듀서가 생성한 레코드를 기록하고, 이 화면은 그 동작을 보여 줍니다.</translation>
    </message>
    <message>
        <source>Partition</source>
        <translation>파티션</translation>
    </message>
    <message>
        <source>Acknowledged</source>
        <translation>확인됨</translation>
    </message>
    <message>
        <source>Acknowledged records by partition</source>
        <translation>파티션별 확인된 레코드</translation>
    </message>
    <message>
        <source>Records a second</source>
        <translation>초당 레코드</translation>
    </message>
    <message>
        <source>records a second</source>
        <translation>초당 레코드</translation>
    </message>
    <message>
        <source>Load on %1</source>
        <translation>%1 부하</translation>
    </message>
    <message>
        <source>Starting a producer</source>
        <translation>프로듀서 시작 중</translation>
    </message>
    <message>
        <source>Stopping</source>
        <translation>중지하는 중</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>중지</translation>
    </message>
    <message>
        <source>Stopped before anything was written</source>
        <translation>기록하기 전에 중지했습니다</translation>
    </message>
    <message>
        <source>in the last half second</source>
        <translation>최근 0.5초</translation>
    </message>
    <message>
        <source>over the whole run</source>
        <translation>전체 실행</translation>
    </message>
    <message>
        <source>%1 failed</source>
        <translation>%1개 실패</translation>
    </message>
    <message>
        <source>of %1</source>
        <translation>전체 %1</translation>
    </message>
    <message>
        <source>Records that the cluster confirmed; under acks=0 those that were sent</source>
        <translation>클러스터가 확인한 레코드. acks=0이면 보낸 레코드</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>속도</translation>
    </message>
    <message>
        <source>Acknowledged records ÷ time, %1</source>
        <translation>확인된 레코드 ÷ 시간, %1</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>요청</translation>
    </message>
    <message>
        <source>%1 in all</source>
        <translation>모두 %1</translation>
    </message>
    <message>
        <source>Produce requests ÷ time, %1</source>
        <translation>Produce 요청 ÷ 시간, %1</translation>
    </message>
    <message>
        <source>Records a batch</source>
        <translation>배치당 레코드</translation>
    </message>
    <message>
        <source>Records ÷ record batches sent, %1</source>
        <translation>레코드 ÷ 보낸 레코드 배치, %1</translation>
    </message>
    <message>
        <source>Bytes a batch</source>
        <translation>배치당 바이트</translation>
    </message>
    <message>
        <source>Bytes of the record batches sent ÷ their number, %1. Below it the batch.size that was asked for.</source>
        <translation>보낸 레코드 배치의 바이트 ÷ 배치 수, %1. 아래는 지정한 batch.size입니다.</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>대기 중</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%2 중 %1</translation>
    </message>
    <message>
        <source>Records in the memory of the producer, and their bytes against buffer.memory</source>
        <translation>프로듀서 메모리에 있는 레코드와, buffer.memory 대비 바이트</translation>
    </message>
    <message>
        <source>Latency</source>
        <translation>지연</translation>
    </message>
    <message>
        <source>99 %: %1 ms</source>
        <translation>99%: %1 ms</translation>
    </message>
    <message>
        <source>From handing a record over to its answer, waiting for the batch included: half of the last half second&apos;s records were faster</source>
        <translation>레코드를 넘긴 때부터 응답까지(배치 대기 포함): 최근 0.5초 레코드의 절반이 이보다 빨랐습니다</translation>
    </message>
    <message>
        <source>largest − smallest: %1</source>
        <translation>최대 − 최소: %1</translation>
    </message>
    <message numerus="yes">
        <source>%n record(s) failed.</source>
        <translation>
            <numerusform>레코드 %n개가 실패했습니다.</numerusform>
        </translation>
    </message>
    <message>
        <source>It is not in the audit log.</source>
        <translation>감사 로그에 남지 않았습니다.</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Open %1</source>
        <translation>%1 열기</translation>
    </message>
    <message>
        <source>production</source>
        <translation>운영</translation>
    </message>
    <message>
        <source>Password for %1</source>
        <translation>%1의 비밀번호</translation>
    </message>
    <message>
        <source>Password of %1</source>
        <translation>%1의 비밀번호</translation>
    </message>
    <message>
        <source>It is used for this session only. Store it in the profile to be asked no more.</source>
        <translation>이번 연결에만 사용합니다. 프로필에 저장하면 다시 묻지 않습니다.</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>열기</translation>
    </message>
    <message>
        <source>The profile could not be saved</source>
        <translation>프로필 저장 실패</translation>
    </message>
    <message>
        <source>Go to anything</source>
        <translation>어디로든 이동</translation>
    </message>
    <message>
        <source>Find a command</source>
        <translation>명령 찾기</translation>
    </message>
    <message>
        <source>Refresh the page</source>
        <translation>페이지 새로 고침</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>실행</translation>
    </message>
    <message>
        <source>Find in the page</source>
        <translation>페이지에서 찾기</translation>
    </message>
    <message>
        <source>Cancel, or go up</source>
        <translation>취소 또는 위로</translation>
    </message>
    <message>
        <source>Close the tab</source>
        <translation>탭 닫기</translation>
    </message>
    <message>
        <source>Next tab</source>
        <translation>다음 탭</translation>
    </message>
    <message>
        <source>Previous tab</source>
        <translation>이전 탭</translation>
    </message>
    <message>
        <source>Move the tab beside</source>
        <translation>탭을 옆으로 이동</translation>
    </message>
    <message>
        <source>Move the tab to a window of its own, or back</source>
        <translation>탭을 별도 창으로 또는 다시 탭으로</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>뒤로</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>앞으로</translation>
    </message>
    <message>
        <source>Copy the link to this place</source>
        <translation>이 위치의 링크 복사</translation>
    </message>
    <message>
        <source>Next pane</source>
        <translation>다음 창</translation>
    </message>
    <message>
        <source>Previous pane</source>
        <translation>이전 창</translation>
    </message>
    <message>
        <source>Show the requests that were sent</source>
        <translation>보낸 요청 보기</translation>
    </message>
    <message>
        <source>Review the pending changes</source>
        <translation>대기 중인 변경 검토</translation>
    </message>
    <message>
        <source>Switch the cluster</source>
        <translation>클러스터 전환</translation>
    </message>
    <message>
        <source>Switch between light and dark</source>
        <translation>밝은 테마와 어두운 테마 전환</translation>
    </message>
    <message>
        <source>Switch between UTC and local time</source>
        <translation>UTC와 현지 시각 전환</translation>
    </message>
    <message>
        <source>Switch the language</source>
        <translation>언어 전환</translation>
    </message>
    <message>
        <source>Larger text</source>
        <translation>글자 크게</translation>
    </message>
    <message>
        <source>Smaller text</source>
        <translation>글자 작게</translation>
    </message>
    <message>
        <source>Text in its normal size</source>
        <translation>글자 기본 크기</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>종료</translation>
    </message>
    <message>
        <source>Tab %1</source>
        <translation>탭 %1</translation>
    </message>
    <message>
        <source>Page</source>
        <translation>페이지</translation>
    </message>
    <message numerus="yes">
        <source>Topic, %n partition(s)</source>
        <translation>
            <numerusform>토픽, 파티션 %n개</numerusform>
        </translation>
    </message>
    <message>
        <source>Consumer group, lag %1</source>
        <translation>컨슈머 그룹, 랙 %1</translation>
    </message>
    <message>
        <source>Consumer group</source>
        <translation>컨슈머 그룹</translation>
    </message>
    <message>
        <source>Broker %1</source>
        <translation>브로커 %1</translation>
    </message>
    <message>
        <source>Switch to this cluster</source>
        <translation>이 클러스터로 전환</translation>
    </message>
    <message>
        <source>Follow the link</source>
        <translation>링크 따라가기</translation>
    </message>
    <message>
        <source>Follow the link into %1</source>
        <translation>%1(으)로 링크 따라가기</translation>
    </message>
    <message>
        <source>No cluster is named %1</source>
        <translation>%1(이)라는 클러스터가 없습니다</translation>
    </message>
    <message>
        <source>The link was made where a profile has that name.</source>
        <translation>그 이름의 프로필이 있는 곳에서 만든 링크입니다.</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>시스템 설정</translation>
    </message>
    <message>
        <source>Weir ended unexpectedly the last time</source>
        <translation>지난번에 Weir가 비정상 종료되었습니다</translation>
    </message>
    <message>
        <source>What was open is back. The log lies in %1</source>
        <translation>열려 있던 것을 되살렸습니다. 로그 위치: %1</translation>
    </message>
    <message>
        <source>Copy the path</source>
        <translation>경로 복사</translation>
    </message>
    <message>
        <source>About Weir</source>
        <translation>Weir 정보</translation>
    </message>
    <message>
        <source>Start the sandbox</source>
        <translation>샌드박스 시작</translation>
    </message>
    <message>
        <source>The sandbox is starting.</source>
        <translation>샌드박스를 시작하는 중입니다.</translation>
    </message>
    <message>
        <source>The sandbox is stopping.</source>
        <translation>샌드박스를 중지하는 중입니다.</translation>
    </message>
    <message>
        <source>The sandbox did not start.</source>
        <translation>샌드박스가 시작되지 않았습니다.</translation>
    </message>
    <message>
        <source>The sandbox is stopped.</source>
        <translation>샌드박스가 중지되어 있습니다.</translation>
    </message>
    <message>
        <source>Its topics and records are kept; they can be read while it runs.</source>
        <translation>토픽과 레코드는 그대로 있으며, 실행 중일 때 읽을 수 있습니다.</translation>
    </message>
</context>
<context>
    <name>MessagesPage</name>
    <message>
        <source>Messages</source>
        <translation>메시지</translation>
    </message>
    <message>
        <source>Choose a topic</source>
        <translation>토픽 선택</translation>
    </message>
    <message>
        <source>Topic</source>
        <translation>토픽</translation>
    </message>
    <message>
        <source>Produce...</source>
        <translation>쓰기...</translation>
    </message>
    <message>
        <source>Live tail</source>
        <translation>실시간</translation>
    </message>
    <message>
        <source>Produce a record...</source>
        <translation>레코드 쓰기...</translation>
    </message>
</context>
<context>
    <name>NewTopicDialog</name>
    <message>
        <source>The topic needs a name.</source>
        <translation>토픽 이름이 필요합니다.</translation>
    </message>
    <message>
        <source>“.” and “..” are no names.</source>
        <translation>&quot;.&quot;과 &quot;..&quot;은 이름으로 쓸 수 없습니다.</translation>
    </message>
    <message>
        <source>At most %1 characters.</source>
        <translation>최대 %1자입니다.</translation>
    </message>
    <message>
        <source>“%1” is not allowed: letters, digits, dot, underscore and hyphen are.</source>
        <translation>&quot;%1&quot;은(는) 쓸 수 없습니다. 영문자, 숫자, 점, 밑줄, 하이픈만 씁니다.</translation>
    </message>
    <message>
        <source>for ever</source>
        <translation>무기한</translation>
    </message>
    <message>
        <source>New topic</source>
        <translation>새 토픽</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>이름</translation>
    </message>
    <message>
        <source>Partitions</source>
        <translation>파티션</translation>
    </message>
    <message>
        <source>Replicas</source>
        <translation>복제본</translation>
    </message>
    <message>
        <source>broker&apos;s default</source>
        <translation>브로커 기본값</translation>
    </message>
    <message>
        <source>delete: old records go</source>
        <translation>delete: 오래된 레코드 삭제</translation>
    </message>
    <message>
        <source>compact: the latest of each key stays</source>
        <translation>compact: 키마다 최신 값 유지</translation>
    </message>
    <message>
        <source>compact and delete</source>
        <translation>compact와 delete</translation>
    </message>
    <message>
        <source>Cleanup</source>
        <translation>정리 방식</translation>
    </message>
    <message>
        <source>broker&apos;s default; 7 d, 12 h, for ever</source>
        <translation>브로커 기본값; 7 d, 12 h, for ever</translation>
    </message>
    <message>
        <source>Keeps records</source>
        <translation>레코드 보존</translation>
    </message>
    <message>
        <source>More settings</source>
        <translation>추가 설정</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>Show the plan...</source>
        <translation>계획 보기...</translation>
    </message>
    <message>
        <source>A topic of this name exists.</source>
        <translation>같은 이름의 토픽이 있습니다.</translation>
    </message>
    <message>
        <source>“%1” is no span of time: write 7 d, 12 h or milliseconds.</source>
        <translation>&quot;%1&quot;은(는) 기간이 아닙니다. 7 d, 12 h 또는 밀리초로 씁니다.</translation>
    </message>
    <message>
        <source>New topic like %1</source>
        <translation>%1와(과) 같은 새 토픽</translation>
    </message>
</context>
<context>
    <name>OverviewPage</name>
    <message>
        <source>Overview</source>
        <translation>개요</translation>
    </message>
    <message>
        <source>Needs attention</source>
        <translation>주의 필요</translation>
    </message>
    <message>
        <source>Written by topic</source>
        <translation>토픽별 쓰기</translation>
    </message>
    <message>
        <source>records a second</source>
        <translation>초당 레코드</translation>
    </message>
    <message>
        <source>Lag by group</source>
        <translation>그룹별 랙</translation>
    </message>
    <message>
        <source>records</source>
        <translation>레코드</translation>
    </message>
    <message>
        <source>Brokers</source>
        <translation>브로커</translation>
    </message>
    <message>
        <source>Consumer groups</source>
        <translation>컨슈머 그룹</translation>
    </message>
    <message>
        <source>Busiest topics</source>
        <translation>가장 바쁜 토픽</translation>
    </message>
    <message>
        <source>Reading the cluster</source>
        <translation>클러스터를 읽는 중</translation>
    </message>
    <message>
        <source>Kafka %1</source>
        <translation>Kafka %1</translation>
    </message>
    <message>
        <source>cluster id %1</source>
        <translation>클러스터 ID %1</translation>
    </message>
    <message numerus="yes">
        <source>%n part(s) of this look are missing.</source>
        <translation>
            <numerusform>이번에 %n개 부분을 읽지 못했습니다.</numerusform>
        </translation>
    </message>
    <message>
        <source>of %1</source>
        <translation>/ %1</translation>
    </message>
    <message>
        <source>Controller %1</source>
        <translation>컨트롤러 %1</translation>
    </message>
    <message>
        <source>Controller unknown</source>
        <translation>컨트롤러 알 수 없음</translation>
    </message>
    <message>
        <source>Partitions</source>
        <translation>파티션</translation>
    </message>
    <message>
        <source>All in sync</source>
        <translation>모두 동기화됨</translation>
    </message>
    <message>
        <source>Under-replicated: fewer in-sync replicas than replicas. Offline: no leader.</source>
        <translation>복제 부족: 동기화 복제본이 복제본보다 적음. 오프라인: 리더 없음.</translation>
    </message>
    <message numerus="yes">
        <source>%n without leader</source>
        <translation>
            <numerusform>리더 없음 %n개</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n under-replicated</source>
        <translation>
            <numerusform>복제 부족 %n개</numerusform>
        </translation>
    </message>
    <message>
        <source>Written</source>
        <translation>쓰기</translation>
    </message>
    <message>
        <source>%1 records</source>
        <translation>레코드 %1</translation>
    </message>
    <message>
        <source>Growth of the leaders&apos; logs and of the high watermarks between the last two looks</source>
        <translation>최근 두 번 읽은 사이 리더 로그와 하이 워터마크의 증가</translation>
    </message>
    <message>
        <source>Committed</source>
        <translation>커밋</translation>
    </message>
    <message numerus="yes">
        <source>%n group(s) reading</source>
        <translation>
            <numerusform>그룹 %n개가 읽는 중</numerusform>
        </translation>
    </message>
    <message>
        <source>Growth of all committed offsets between the last two looks</source>
        <translation>최근 두 번 읽은 사이 전체 커밋 오프셋의 증가</translation>
    </message>
    <message>
        <source>Total lag</source>
        <translation>전체 랙</translation>
    </message>
    <message>
        <source>Σ of the known lags of all groups</source>
        <translation>모든 그룹에서 알려진 랙의 합</translation>
    </message>
    <message>
        <source>grows %1</source>
        <translation>%1 증가</translation>
    </message>
    <message>
        <source>shrinks %1</source>
        <translation>%1 감소</translation>
    </message>
    <message>
        <source>Disk</source>
        <translation>디스크</translation>
    </message>
    <message>
        <source>%1 free</source>
        <translation>여유 %1</translation>
    </message>
    <message>
        <source>free space unknown</source>
        <translation>여유 공간 알 수 없음</translation>
    </message>
    <message>
        <source>%1 of %2, most lag first</source>
        <translation>%2개 중 %1개, 랙이 큰 순</translation>
    </message>
    <message numerus="yes">
        <source>in %n topic(s)</source>
        <translation>
            <numerusform>토픽 %n개</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n topic(s) are the cluster&apos;s own.</source>
        <translation>
            <numerusform>토픽 %n개는 클러스터 내부용입니다.</numerusform>
        </translation>
    </message>
    <message>
        <source>of all groups</source>
        <translation>모든 그룹 합계</translation>
    </message>
    <message numerus="yes">
        <source>%n group(s) unknown</source>
        <translation>
            <numerusform>그룹 %n개 알 수 없음</numerusform>
        </translation>
    </message>
    <message>
        <source>Worst lag</source>
        <translation>최대 랙</translation>
    </message>
    <message>
        <source>The group with the greatest known lag; a click opens it</source>
        <translation>알려진 랙이 가장 큰 그룹이며, 클릭하면 열립니다</translation>
    </message>
    <message>
        <source>least free %1</source>
        <translation>최소 여유 %1</translation>
    </message>
    <message>
        <source>Bytes of all replicas; free space on the volume that holds them</source>
        <translation>모든 복제본의 바이트와 이를 담은 볼륨의 여유 공간</translation>
    </message>
    <message>
        <source>Bytes of all replicas; free space of broker %1, which has the least</source>
        <translation>모든 복제본의 바이트와 여유가 가장 적은 브로커 %1의 여유 공간</translation>
    </message>
    <message>
        <source>Groups by the state that their coordinators tell</source>
        <translation>코디네이터가 알린 상태별 그룹 수</translation>
    </message>
</context>
<context>
    <name>PageHeader</name>
    <message>
        <source>Read at %1 %2</source>
        <translation>%1 %2에 읽음</translation>
    </message>
</context>
<context>
    <name>PageStates</name>
    <message>
        <source>Try again</source>
        <translation>다시 시도</translation>
    </message>
</context>
<context>
    <name>Palette</name>
    <message>
        <source>Changes the cluster</source>
        <translation>클러스터 변경</translation>
    </message>
    <message>
        <source>Nothing fits. Try fewer letters.</source>
        <translation>맞는 항목이 없습니다. 더 짧게 입력해 보십시오.</translation>
    </message>
    <message>
        <source>topic</source>
        <translation>토픽</translation>
    </message>
    <message>
        <source>group</source>
        <translation>그룹</translation>
    </message>
    <message>
        <source>broker</source>
        <translation>브로커</translation>
    </message>
    <message>
        <source>command</source>
        <translation>명령</translation>
    </message>
    <message>
        <source>Go to a topic, group, broker, page or command</source>
        <translation>토픽, 그룹, 브로커, 페이지, 명령으로 이동</translation>
    </message>
    <message>
        <source>Go to anything</source>
        <translation>어디로든 이동</translation>
    </message>
    <message>
        <source>Found</source>
        <translation>찾은 항목</translation>
    </message>
</context>
<context>
    <name>PartitionPicker</name>
    <message>
        <source>Partitions to read</source>
        <translation>읽을 파티션</translation>
    </message>
    <message>
        <source>All partitions</source>
        <translation>모든 파티션</translation>
    </message>
    <message>
        <source>All %1</source>
        <translation>전체 %1개</translation>
    </message>
    <message>
        <source>%1 of %2: %3</source>
        <translation>%2개 중 %1개: %3</translation>
    </message>
</context>
<context>
    <name>Partitions</name>
    <message>
        <source>No leader</source>
        <translation>리더 없음</translation>
    </message>
    <message>
        <source>Under-replicated</source>
        <translation>복제 부족</translation>
    </message>
    <message>
        <source>Not led by its preferred replica</source>
        <translation>선호 복제본이 리더가 아님</translation>
    </message>
    <message>
        <source>In sync</source>
        <translation>동기화됨</translation>
    </message>
    <message>
        <source>Partition</source>
        <translation>파티션</translation>
    </message>
    <message>
        <source>State</source>
        <translation>상태</translation>
    </message>
    <message>
        <source>Leader</source>
        <translation>리더</translation>
    </message>
    <message>
        <source>Replicas</source>
        <translation>복제본</translation>
    </message>
    <message>
        <source>In order of preference: filled leads, outlined is in sync, dashed is missing</source>
        <translation>선호 순서: 채움은 리더, 테두리는 동기화됨, 점선은 없음</translation>
    </message>
    <message>
        <source>On brokers</source>
        <translation>브로커</translation>
    </message>
    <message>
        <source>Log start</source>
        <translation>로그 시작</translation>
    </message>
    <message>
        <source>High watermark</source>
        <translation>하이 워터마크</translation>
    </message>
    <message>
        <source>Records</source>
        <translation>레코드</translation>
    </message>
    <message>
        <source>Records against an even share among the partitions: 100 % is even</source>
        <translation>파티션에 고르게 나눈 몫 대비 레코드 비율이며 100%면 고릅니다</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>크기</translation>
    </message>
    <message>
        <source>Below min ISR</source>
        <translation>최소 ISR 미만</translation>
    </message>
    <message>
        <source>At min ISR</source>
        <translation>최소 ISR</translation>
    </message>
    <message>
        <source>Min ISR</source>
        <translation>최소 ISR</translation>
    </message>
    <message>
        <source>min.insync.replicas: with fewer in sync, writes with acks=all are refused</source>
        <translation>min.insync.replicas: 동기화된 수가 이보다 적으면 acks=all 쓰기가 거부됩니다</translation>
    </message>
    <message>
        <source>High watermark − log start offset: an upper bound (≈) where the topic is compacted</source>
        <translation>하이 워터마크 − 로그 시작 오프셋: compact 토픽에서는 상한(≈)입니다</translation>
    </message>
    <message>
        <source>Against the mean</source>
        <translation>평균 대비</translation>
    </message>
</context>
<context>
    <name>PlanDialog</name>
    <message>
        <source>Changes</source>
        <translation>변경</translation>
    </message>
    <message numerus="yes">
        <source>Plan: %n change(s) on %1</source>
        <translation>
            <numerusform>계획: %1에 변경 %n건</numerusform>
        </translation>
    </message>
    <message>
        <source>Not checked by the cluster</source>
        <translation>클러스터가 점검하지 않음</translation>
    </message>
    <message>
        <source>Kafka offers no dry run for this.</source>
        <translation>Kafka에 이 변경의 시험 실행이 없습니다.</translation>
    </message>
    <message>
        <source>Checked by the cluster</source>
        <translation>클러스터가 점검함</translation>
    </message>
    <message>
        <source>The cluster refuses</source>
        <translation>클러스터가 거부함</translation>
    </message>
    <message>
        <source>Dry run: %1 of %2 pass</source>
        <translation>시험 실행: %2건 중 %1건 통과</translation>
    </message>
    <message>
        <source>This is a production cluster.</source>
        <translation>운영 클러스터입니다.</translation>
    </message>
    <message>
        <source>Change %1 cannot be undone: %2.</source>
        <translation>변경 %1: %2, 실행 취소 불가</translation>
    </message>
    <message>
        <source>This cannot be undone: %1.</source>
        <translation>실행 취소 불가: %1</translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) cannot be undone.</source>
        <translation>
            <numerusform>변경 %n건은 실행 취소할 수 없습니다.</numerusform>
        </translation>
    </message>
    <message>
        <source>Type the name of the cluster, %1, to go on.</source>
        <translation>계속하려면 클러스터 이름 %1을(를) 입력합니다.</translation>
    </message>
    <message>
        <source>Type %1 to go on.</source>
        <translation>계속하려면 입력할 이름: %1</translation>
    </message>
    <message>
        <source>Name to confirm</source>
        <translation>확인할 이름</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>Keep as pending</source>
        <translation>대기로 보관</translation>
    </message>
    <message numerus="yes">
        <source>Apply %n change(s)</source>
        <translation>
            <numerusform>변경 %n건 적용</numerusform>
        </translation>
    </message>
    <message>
        <source>This profile is read only.</source>
        <translation>읽기 전용 프로필입니다.</translation>
    </message>
    <message>
        <source>The cluster refuses it in a dry run.</source>
        <translation>클러스터가 시험 실행에서 거부했습니다.</translation>
    </message>
    <message>
        <source>The name is not typed yet.</source>
        <translation>아직 이름을 입력하지 않았습니다.</translation>
    </message>
    <message>
        <source>Stops at the first change that fails.</source>
        <translation>처음 실패한 변경에서 멈춥니다.</translation>
    </message>
    <message>
        <source>Applying</source>
        <translation>적용 중</translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n change(s) done, the rest was not tried</source>
        <translation>
            <numerusform>변경 %n건 중 %1건 완료, 나머지는 시도하지 않음</numerusform>
        </translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
    <message>
        <source>%1 cannot be tried</source>
        <translation>%1개는 시험할 수 없음</translation>
    </message>
</context>
<context>
    <name>PlanRunner</name>
    <message>
        <source>Preparing the plan</source>
        <translation>계획 준비 중</translation>
    </message>
    <message>
        <source>The changes wait</source>
        <translation>변경이 대기 중입니다</translation>
    </message>
    <message>
        <source>Export the records, then apply the pending changes from the status bar.</source>
        <translation>레코드를 내보낸 다음 상태 표시줄에서 대기 중인 변경을 적용합니다.</translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) applied</source>
        <translation>
            <numerusform>변경 %n건을 적용했습니다</numerusform>
        </translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>실행 취소</translation>
    </message>
</context>
<context>
    <name>PlanStepView</name>
    <message>
        <source>%1: before %2, after %3</source>
        <translation>%1: 이전 %2, 이후 %3</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>이전</translation>
    </message>
    <message>
        <source>After</source>
        <translation>이후</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>비어 있음</translation>
    </message>
    <message>
        <source>Can be undone, the old values are kept</source>
        <translation>실행 취소 가능, 이전 값 보관</translation>
    </message>
    <message>
        <source>Cannot be undone</source>
        <translation>실행 취소 불가</translation>
    </message>
    <message>
        <source>Export first...</source>
        <translation>먼저 내보내기...</translation>
    </message>
    <message>
        <source>Same as</source>
        <translation>같은 작업</translation>
    </message>
    <message>
        <source>Command line</source>
        <translation>명령줄</translation>
    </message>
    <message>
        <source>Wire request</source>
        <translation>프로토콜 요청</translation>
    </message>
</context>
<context>
    <name>PlanText</name>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <translation>
            <numerusform>%1 외 %n개</numerusform>
        </translation>
    </message>
    <message>
        <source>Create topic</source>
        <translation>토픽 생성</translation>
    </message>
    <message>
        <source>Delete topic</source>
        <translation>토픽 삭제</translation>
    </message>
    <message>
        <source>Change configuration</source>
        <translation>설정 변경</translation>
    </message>
    <message>
        <source>Change broker configuration</source>
        <translation>브로커 설정 변경</translation>
    </message>
    <message>
        <source>Add partitions</source>
        <translation>파티션 추가</translation>
    </message>
    <message>
        <source>Delete records</source>
        <translation>레코드 삭제</translation>
    </message>
    <message>
        <source>Delete consumer group</source>
        <translation>컨슈머 그룹 삭제</translation>
    </message>
    <message>
        <source>Create topic %1</source>
        <translation>토픽 %1 생성</translation>
    </message>
    <message>
        <source>Delete topic %1</source>
        <translation>토픽 %1 삭제</translation>
    </message>
    <message>
        <source>Change configuration of %1</source>
        <translation>%1 설정 변경</translation>
    </message>
    <message>
        <source>Change the configuration of all brokers</source>
        <translation>모든 브로커의 설정 변경</translation>
    </message>
    <message>
        <source>Change configuration of broker %1</source>
        <translation>브로커 %1 설정 변경</translation>
    </message>
    <message>
        <source>Add partitions to %1</source>
        <translation>%1에 파티션 추가</translation>
    </message>
    <message>
        <source>Delete records of %1</source>
        <translation>%1의 레코드 삭제</translation>
    </message>
    <message>
        <source>Delete consumer group %1</source>
        <translation>컨슈머 그룹 %1 삭제</translation>
    </message>
    <message>
        <source>Topic %1 created</source>
        <translation>토픽 %1을(를) 생성했습니다</translation>
    </message>
    <message>
        <source>Topic %1 deleted</source>
        <translation>토픽 %1을(를) 삭제했습니다</translation>
    </message>
    <message>
        <source>%1 set on %2</source>
        <translation>%2에 %1을(를) 설정했습니다</translation>
    </message>
    <message>
        <source>%1 set on all brokers</source>
        <translation>모든 브로커에 %1을(를) 설정했습니다</translation>
    </message>
    <message>
        <source>%1 set on broker %2</source>
        <translation>브로커 %2에 %1을(를) 설정했습니다</translation>
    </message>
    <message numerus="yes">
        <source>%1 has %n partition(s) now</source>
        <translation>
            <numerusform>%1의 파티션이 이제 %n개입니다</numerusform>
        </translation>
    </message>
    <message>
        <source>Records of %1 deleted</source>
        <translation>%1의 레코드를 삭제했습니다</translation>
    </message>
    <message>
        <source>Consumer group %1 deleted</source>
        <translation>컨슈머 그룹 %1을(를) 삭제했습니다</translation>
    </message>
    <message>
        <source>Was %1. The old value is kept.</source>
        <translation>이전 값은 %1이며 보관합니다.</translation>
    </message>
    <message>
        <source>%1 records (%2) are gone for good.</source>
        <translation>레코드 %1건(%2)이 영구히 사라집니다.</translation>
    </message>
    <message>
        <source>%1 records are gone for good.</source>
        <translation>레코드 %1건이 영구히 사라집니다.</translation>
    </message>
    <message>
        <source>The records are gone for good.</source>
        <translation>레코드가 영구히 사라집니다.</translation>
    </message>
    <message>
        <source>Nothing brings them back but a copy made before.</source>
        <translation>미리 만든 사본이 없으면 되살릴 수 없습니다.</translation>
    </message>
    <message numerus="yes">
        <source>%n consumer group(s) use it.</source>
        <translation>
            <numerusform>컨슈머 그룹 %n개가 사용합니다.</numerusform>
        </translation>
    </message>
    <message>
        <source>Keys move to other partitions.</source>
        <translation>키가 다른 파티션으로 옮겨 갑니다.</translation>
    </message>
    <message>
        <source>A key&apos;s new records may come to another partition than its old ones: the order by key breaks once.</source>
        <translation>같은 키의 새 레코드가 이전과 다른 파티션에 들어갈 수 있어 키별 순서가 한 번 끊깁니다.</translation>
    </message>
    <message>
        <source>%1 is the cluster&apos;s own bookkeeping.</source>
        <translation>%1은(는) 클러스터 자체의 내부 기록입니다.</translation>
    </message>
    <message>
        <source>Consumers, transactions or connectors may stop working.</source>
        <translation>컨슈머, 트랜잭션, 커넥터가 멈출 수 있습니다.</translation>
    </message>
    <message>
        <source>This cannot be undone.</source>
        <translation>실행 취소할 수 없습니다.</translation>
    </message>
    <message>
        <source>There is no second copy.</source>
        <translation>두 번째 복제본이 없습니다.</translation>
    </message>
    <message>
        <source>With replication factor 1 the records of a broker that is lost are lost with it.</source>
        <translation>복제 계수가 1이면 브로커를 잃을 때 그 레코드도 잃습니다.</translation>
    </message>
    <message>
        <source>Setting it back does not restore them.</source>
        <translation>설정을 되돌려도 복원되지 않습니다.</translation>
    </message>
    <message>
        <source>The state before could not be read.</source>
        <translation>이전 상태를 읽지 못했습니다.</translation>
    </message>
    <message>
        <source>So it cannot be put back.</source>
        <translation>따라서 되돌릴 수 없습니다.</translation>
    </message>
    <message>
        <source>no limit</source>
        <translation>제한 없음</translation>
    </message>
    <message>
        <source>set on the topic</source>
        <translation>토픽에 설정됨</translation>
    </message>
    <message>
        <source>set on the broker</source>
        <translation>브로커에 설정됨</translation>
    </message>
    <message>
        <source>set for all brokers</source>
        <translation>모든 브로커에 설정됨</translation>
    </message>
    <message>
        <source>from the broker&apos;s file</source>
        <translation>브로커 파일의 값</translation>
    </message>
    <message>
        <source>Kafka&apos;s default</source>
        <translation>Kafka 기본값</translation>
    </message>
    <message>
        <source>set on the group</source>
        <translation>그룹에 설정됨</translation>
    </message>
    <message>
        <source>set for client metrics</source>
        <translation>클라이언트 지표에 설정됨</translation>
    </message>
    <message>
        <source>No record lies beyond the new retention now.</source>
        <translation>지금 새 보존 기준을 벗어난 레코드는 없습니다.</translation>
    </message>
    <message>
        <source>From now on records are deleted sooner.</source>
        <translation>앞으로 레코드가 더 일찍 삭제됩니다.</translation>
    </message>
    <message>
        <source>About %1 records, %2, lie beyond the new retention and are deleted within minutes.</source>
        <translation>약 %1개 레코드(%2)가 새 보존 기준을 벗어나 몇 분 안에 삭제됩니다.</translation>
    </message>
    <message>
        <source>About %1 lies beyond the new retention and is deleted within minutes.</source>
        <translation>약 %1이(가) 새 보존 기준을 벗어나 몇 분 안에 삭제됩니다.</translation>
    </message>
    <message>
        <source>Records beyond the new retention are deleted within minutes.</source>
        <translation>새 보존 기준을 벗어난 레코드는 몇 분 안에 삭제됩니다.</translation>
    </message>
    <message>
        <source>Groups that have not read them: %1.</source>
        <translation>아직 읽지 않은 그룹: %1.</translation>
    </message>
</context>
<context>
    <name>ProduceDialog</name>
    <message>
        <source>Produce to %1</source>
        <translation>%1에 쓰기</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>보내기</translation>
    </message>
    <message>
        <source>This profile is read only: nothing can be written.</source>
        <translation>읽기 전용 프로필이라 쓸 수 없습니다.</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>키</translation>
    </message>
    <message>
        <source>No key</source>
        <translation>키 없음</translation>
    </message>
    <message>
        <source>Partition</source>
        <translation>파티션</translation>
    </message>
    <message>
        <source>Headers</source>
        <translation>헤더</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>값</translation>
    </message>
    <message>
        <source>Confirmed by</source>
        <translation>확인 주체</translation>
    </message>
    <message>
        <source>without a key the producer chooses one</source>
        <translation>키가 없으면 프로듀서가 선택합니다</translation>
    </message>
    <message>
        <source>Sending</source>
        <translation>보내는 중</translation>
    </message>
    <message>
        <source>Sent; with acks=0 the broker confirms nothing.</source>
        <translation>보냈습니다. acks=0에서는 브로커가 확인하지 않습니다.</translation>
    </message>
    <message>
        <source>Written to partition %1 at offset %2, %3, confirmed after %4 ms.</source>
        <translation>파티션 %1, 오프셋 %2에 %3 기록, %4 ms 뒤 확인했습니다.</translation>
    </message>
    <message>
        <source>Tombstone (null)</source>
        <translation>툼스톤(null)</translation>
    </message>
    <message>
        <source>Edit and resend to %1</source>
        <translation>편집 후 %1에 다시 보내기</translation>
    </message>
    <message>
        <source>Cluster to write to</source>
        <translation>기록할 클러스터</translation>
    </message>
    <message>
        <source>This is a production cluster. Type its name, %1, to go on.</source>
        <translation>운영 클러스터입니다. 계속하려면 이름 %1을(를) 입력하세요.</translation>
    </message>
    <message>
        <source>It is not in the audit log: %1</source>
        <translation>감사 로그에는 남지 않았습니다: %1</translation>
    </message>
    <message>
        <source>any of them, another each time</source>
        <translation>아무 파티션, 매번 다르게</translation>
    </message>
    <message>
        <source>the next one goes to %1</source>
        <translation>다음은 %1(으)로 갑니다</translation>
    </message>
    <message>
        <source>this key goes to %1</source>
        <translation>이 키는 %1(으)로 갑니다</translation>
    </message>
</context>
<context>
    <name>ProductionTag</name>
    <message>
        <source>PRODUCTION</source>
        <translation>운영</translation>
    </message>
</context>
<context>
    <name>ProfileDialog</name>
    <message>
        <source>New cluster</source>
        <translation>새 클러스터</translation>
    </message>
    <message>
        <source>Edit %1</source>
        <translation>%1 편집</translation>
    </message>
    <message>
        <source>Test connection</source>
        <translation>연결 시험</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>저장</translation>
    </message>
    <message>
        <source>Not taken from the file, as it means nothing to a console: %1</source>
        <translation>콘솔에는 의미가 없어 파일에서 가져오지 않은 항목: %1</translation>
    </message>
</context>
<context>
    <name>ProfileForm</name>
    <message>
        <source>Name</source>
        <translation>이름</translation>
    </message>
    <message>
        <source>shop-staging</source>
        <translation>shop-staging</translation>
    </message>
    <message>
        <source>Addresses</source>
        <translation>주소</translation>
    </message>
    <message>
        <source>No encryption</source>
        <translation>암호화 없음</translation>
    </message>
    <message>
        <source>TLS</source>
        <translation>TLS</translation>
    </message>
    <message>
        <source>SASL without encryption</source>
        <translation>암호화 없는 SASL</translation>
    </message>
    <message>
        <source>SASL over TLS</source>
        <translation>TLS 위의 SASL</translation>
    </message>
    <message>
        <source>Security</source>
        <translation>보안</translation>
    </message>
    <message>
        <source>Mechanism</source>
        <translation>방식</translation>
    </message>
    <message>
        <source>User</source>
        <translation>사용자</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>비밀번호</translation>
    </message>
    <message>
        <source>CA certificates</source>
        <translation>CA 인증서</translation>
    </message>
    <message>
        <source>the system&apos;s own</source>
        <translation>시스템 기본</translation>
    </message>
    <message>
        <source>Client certificate</source>
        <translation>클라이언트 인증서</translation>
    </message>
    <message>
        <source>none</source>
        <translation>없음</translation>
    </message>
    <message>
        <source>Client key</source>
        <translation>클라이언트 키</translation>
    </message>
    <message>
        <source>Key password</source>
        <translation>키 비밀번호</translation>
    </message>
    <message>
        <source>The certificate must name the host</source>
        <translation>인증서의 호스트 이름 확인</translation>
    </message>
    <message>
        <source>Host name</source>
        <translation>호스트 이름</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>색</translation>
    </message>
    <message>
        <source>Read only: every change is refused</source>
        <translation>읽기 전용: 모든 변경 거부</translation>
    </message>
    <message>
        <source>Protection</source>
        <translation>보호</translation>
    </message>
    <message>
        <source>Production: crimson frame, changes ask for the name</source>
        <translation>운영: 진홍색 테두리, 변경할 때 이름 입력</translation>
    </message>
    <message>
        <source>Choose...</source>
        <translation>선택...</translation>
    </message>
    <message>
        <source>PEM files (*.pem *.crt *.key);;All files (*)</source>
        <translation>PEM 파일 (*.pem *.crt *.key);;모든 파일 (*)</translation>
    </message>
    <message>
        <source>The profile needs a name.</source>
        <translation>프로필 이름이 필요합니다.</translation>
    </message>
    <message>
        <source>At least one address is needed, as host:port.</source>
        <translation>host:port 형식의 주소가 하나 이상 필요합니다.</translation>
    </message>
    <message>
        <source>“%1” is not an address: write host:port.</source>
        <translation>&quot;%1&quot;은(는) 주소가 아닙니다. host:port로 씁니다.</translation>
    </message>
    <message>
        <source>SASL needs a user.</source>
        <translation>SASL에는 사용자가 필요합니다.</translation>
    </message>
    <message>
        <source>A client certificate and its key belong together.</source>
        <translation>클라이언트 인증서와 키는 함께 있어야 합니다.</translation>
    </message>
    <message>
        <source>Also set</source>
        <translation>그 밖의 설정</translation>
    </message>
    <message numerus="yes">
        <source>(%n character(s))</source>
        <translation>
            <numerusform>(%n자)</numerusform>
        </translation>
    </message>
    <message>
        <source>(secret)</source>
        <translation>(비밀)</translation>
    </message>
</context>
<context>
    <name>Profiles</name>
    <message>
        <source>TLS</source>
        <translation>TLS</translation>
    </message>
    <message>
        <source>No encryption</source>
        <translation>암호화 없음</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>%1, %2 as %3</source>
        <translation>%1, %3(으)로 %2</translation>
    </message>
    <message>
        <source>Teal</source>
        <translation>청록</translation>
    </message>
    <message>
        <source>Blue</source>
        <translation>파랑</translation>
    </message>
    <message>
        <source>Violet</source>
        <translation>보라</translation>
    </message>
    <message>
        <source>Magenta</source>
        <translation>자홍</translation>
    </message>
    <message>
        <source>Rust</source>
        <translation>적갈</translation>
    </message>
    <message>
        <source>Ochre</source>
        <translation>황토</translation>
    </message>
    <message>
        <source>Moss</source>
        <translation>이끼</translation>
    </message>
</context>
<context>
    <name>QAbstractSpinBox</name>
    <message>
        <source>&amp;Select All</source>
        <translation>모두 선택(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Step up</source>
        <translation>올리기(&amp;S)</translation>
    </message>
    <message>
        <source>Step &amp;down</source>
        <translation>내리기(&amp;D)</translation>
    </message>
</context>
<context>
    <name>QLineEdit</name>
    <message>
        <source>&amp;Undo</source>
        <translation>실행 취소(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>다시 실행(&amp;R)</translation>
    </message>
    <message>
        <source>Cu&amp;t</source>
        <translation>잘라내기(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>복사(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Paste</source>
        <translation>붙여넣기(&amp;P)</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>삭제</translation>
    </message>
    <message>
        <source>Select All</source>
        <translation>모두 선택</translation>
    </message>
</context>
<context>
    <name>QWidgetTextControl</name>
    <message>
        <source>&amp;Undo</source>
        <translation>실행 취소(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>다시 실행(&amp;R)</translation>
    </message>
    <message>
        <source>Cu&amp;t</source>
        <translation>잘라내기(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>복사(&amp;C)</translation>
    </message>
    <message>
        <source>Copy &amp;Link Location</source>
        <translation>링크 위치 복사(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Paste</source>
        <translation>붙여넣기(&amp;P)</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>삭제</translation>
    </message>
    <message>
        <source>Select All</source>
        <translation>모두 선택</translation>
    </message>
</context>
<context>
    <name>Rail</name>
    <message>
        <source>Data</source>
        <translation>데이터</translation>
    </message>
    <message>
        <source>Flow</source>
        <translation>흐름</translation>
    </message>
    <message>
        <source>Cluster</source>
        <translation>클러스터</translation>
    </message>
    <message>
        <source>Watch</source>
        <translation>감시</translation>
    </message>
    <message>
        <source>This computer</source>
        <translation>이 컴퓨터</translation>
    </message>
    <message>
        <source>Navigation</source>
        <translation>탐색</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>언어</translation>
    </message>
    <message>
        <source>Light theme</source>
        <translation>밝은 테마</translation>
    </message>
    <message>
        <source>Dark theme</source>
        <translation>어두운 테마</translation>
    </message>
</context>
<context>
    <name>ReadChoices</name>
    <message>
        <source>Newest</source>
        <translation>최신</translation>
    </message>
    <message>
        <source>Oldest</source>
        <translation>가장 오래된</translation>
    </message>
    <message>
        <source>Offset</source>
        <translation>오프셋</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>시각</translation>
    </message>
    <message>
        <source>Live tail</source>
        <translation>실시간</translation>
    </message>
    <message>
        <source>From</source>
        <translation>시작</translation>
    </message>
    <message>
        <source>The end</source>
        <translation>로그 끝</translation>
    </message>
    <message>
        <source>Where reading ends: the log end as it stands now, or before an offset or a time</source>
        <translation>읽기를 끝내는 곳: 지금의 로그 끝, 또는 어떤 오프셋이나 시각 앞</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>끝</translation>
    </message>
    <message>
        <source>No limit</source>
        <translation>제한 없음</translation>
    </message>
    <message>
        <source>Hits</source>
        <translation>결과 수</translation>
    </message>
    <message>
        <source>Partitions</source>
        <translation>파티션</translation>
    </message>
    <message>
        <source>offset</source>
        <translation>오프셋</translation>
    </message>
    <message>
        <source>2026-11-21 08:00 or 15 min</source>
        <translation>2026-11-21 08:00 또는 15분</translation>
    </message>
    <message>
        <source>From offset</source>
        <translation>시작 오프셋</translation>
    </message>
    <message>
        <source>From time</source>
        <translation>시작 시각</translation>
    </message>
    <message>
        <source>Until offset</source>
        <translation>끝 오프셋</translation>
    </message>
    <message>
        <source>Until time</source>
        <translation>끝 시각</translation>
    </message>
</context>
<context>
    <name>RecordBrowser</name>
    <message>
        <source>Words in key, value or headers</source>
        <translation>키, 값, 헤더에 든 말</translation>
    </message>
    <message>
        <source>Empty: every record</source>
        <translation>비움: 모든 레코드</translation>
    </message>
    <message>
        <source>Records</source>
        <translation>레코드</translation>
    </message>
    <message>
        <source>Copy the value</source>
        <translation>값 복사</translation>
    </message>
    <message>
        <source>Copy the key</source>
        <translation>키 복사</translation>
    </message>
    <message>
        <source>Copy the record as JSON</source>
        <translation>레코드를 JSON으로 복사</translation>
    </message>
    <message>
        <source>Copy a link to it</source>
        <translation>링크 복사</translation>
    </message>
    <message>
        <source>Nothing read yet</source>
        <translation>아직 읽지 않음</translation>
    </message>
    <message>
        <source>Choose where to begin and run.</source>
        <translation>시작할 곳을 정하고 실행합니다.</translation>
    </message>
    <message>
        <source>%1 hits</source>
        <translation>%1건</translation>
    </message>
    <message>
        <source>Export...</source>
        <translation>내보내기...</translation>
    </message>
    <message>
        <source>Read %1</source>
        <translation>%1 읽음</translation>
    </message>
    <message>
        <source>Filter on %1</source>
        <translation>%1 필터</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>실행 중</translation>
    </message>
    <message>
        <source>Reading %1</source>
        <translation>%1 읽는 중</translation>
    </message>
    <message>
        <source>Stopped, %1 hits kept</source>
        <translation>중지됨, %1건 유지</translation>
    </message>
    <message>
        <source>Read to the end</source>
        <translation>끝까지 읽음</translation>
    </message>
    <message>
        <source>No records here</source>
        <translation>여기에는 레코드가 없습니다</translation>
    </message>
    <message>
        <source>The partitions chosen hold nothing from this start on.</source>
        <translation>선택한 파티션에는 이 시작점 이후의 레코드가 없습니다.</translation>
    </message>
    <message>
        <source>Produce...</source>
        <translation>쓰기...</translation>
    </message>
    <message>
        <source>No hit</source>
        <translation>찾은 것 없음</translation>
    </message>
    <message>
        <source>No key, value or header holds these words. Matching looks at bytes as they lie in the log.</source>
        <translation>이 말이 든 키, 값, 헤더가 없습니다. 로그에 있는 바이트 그대로 비교합니다.</translation>
    </message>
    <message>
        <source>Read %1 of %2 records</source>
        <translation>레코드 %2건 중 %1건 읽음</translation>
    </message>
    <message>
        <source>Read %1 records</source>
        <translation>레코드 %1건 읽음</translation>
    </message>
    <message>
        <source>About %1 left</source>
        <translation>약 %1 남음</translation>
    </message>
    <message>
        <source>Live: newest below</source>
        <translation>실시간: 최신이 아래</translation>
    </message>
    <message numerus="yes">
        <source>%n partition(s) could not be read.</source>
        <translation>
            <numerusform>파티션 %n개를 읽지 못했습니다.</numerusform>
        </translation>
    </message>
    <message>
        <source>What is shown, as JSON lines...</source>
        <translation>보이는 것을 JSON 줄로...</translation>
    </message>
    <message>
        <source>What is shown, as CSV...</source>
        <translation>보이는 것을 CSV로...</translation>
    </message>
    <message>
        <source>Export records</source>
        <translation>레코드 내보내기</translation>
    </message>
    <message>
        <source>JSON lines (*.jsonl)</source>
        <translation>JSON 줄 (*.jsonl)</translation>
    </message>
    <message>
        <source>CSV (*.csv)</source>
        <translation>CSV (*.csv)</translation>
    </message>
    <message>
        <source>%1 records exported</source>
        <translation>레코드 %1건을 내보냈습니다</translation>
    </message>
    <message>
        <source>The export failed</source>
        <translation>내보내지 못했습니다</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Reads back from the newest record</source>
        <translation>최신 레코드부터 거꾸로 읽습니다</translation>
    </message>
    <message>
        <source>Reads on from the start chosen</source>
        <translation>고른 시작부터 차례로 읽습니다</translation>
    </message>
    <message>
        <source>Copy the value as base64</source>
        <translation>값을 Base64로 복사</translation>
    </message>
    <message>
        <source>Copy the key as base64</source>
        <translation>키를 Base64로 복사</translation>
    </message>
    <message>
        <source>Edit and resend...</source>
        <translation>편집 후 다시 보내기...</translation>
    </message>
    <message>
        <source>The list is full: %1 hits</source>
        <translation>목록이 가득 참: 결과 %1개</translation>
    </message>
    <message>
        <source>Ended after %1 hits</source>
        <translation>결과 %1개에서 끝남</translation>
    </message>
    <message>
        <source>Read back to the beginning</source>
        <translation>처음까지 거꾸로 읽음</translation>
    </message>
    <message>
        <source>The first %1 hits have left the list</source>
        <translation>앞의 결과 %1개는 목록에서 빠짐</translation>
    </message>
    <message>
        <source>Newest first</source>
        <translation>최신순</translation>
    </message>
    <message>
        <source>Partition %1 begins at offset %2.</source>
        <translation>파티션 %1은(는) 오프셋 %2에서 시작합니다.</translation>
    </message>
    <message>
        <source>Partition %1 ends before offset %2.</source>
        <translation>파티션 %1은(는) 오프셋 %2 앞에서 끝납니다.</translation>
    </message>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>외 %n개</numerusform>
        </translation>
    </message>
    <message>
        <source>Offset %1 is no longer in the log: what is shown comes after it.</source>
        <translation>오프셋 %1은(는) 이제 로그에 없습니다. 그 뒤의 레코드를 보여 줍니다.</translation>
    </message>
    <message>
        <source>Offset %1 is not in the log yet.</source>
        <translation>오프셋 %1은(는) 아직 로그에 없습니다.</translation>
    </message>
    <message>
        <source>The whole record cannot be read</source>
        <translation>레코드 전체를 읽을 수 없습니다</translation>
    </message>
    <message>
        <source>This profile is read only: nothing can be written.</source>
        <translation>읽기 전용 프로필이라 아무것도 쓸 수 없습니다.</translation>
    </message>
    <message>
        <source>All hits in the cluster, as JSON lines...</source>
        <translation>클러스터의 결과 전체를 JSON lines로...</translation>
    </message>
    <message>
        <source>All hits in the cluster, as CSV...</source>
        <translation>클러스터의 결과 전체를 CSV로...</translation>
    </message>
</context>
<context>
    <name>RecordDetail</name>
    <message>
        <source>Decoded</source>
        <translation>해석</translation>
    </message>
    <message>
        <source>Value as</source>
        <translation>값 형식</translation>
    </message>
    <message>
        <source>How the value is read</source>
        <translation>값을 읽는 방식</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>자동</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>텍스트</translation>
    </message>
    <message>
        <source>Integer</source>
        <translation>정수</translation>
    </message>
    <message>
        <source>Bytes</source>
        <translation>바이트</translation>
    </message>
    <message>
        <source>Tree or text</source>
        <translation>트리 또는 텍스트</translation>
    </message>
    <message>
        <source>Tree</source>
        <translation>트리</translation>
    </message>
    <message>
        <source>Copy the record as JSON</source>
        <translation>레코드를 JSON으로 복사</translation>
    </message>
    <message>
        <source>Decoded record</source>
        <translation>해석한 레코드</translation>
    </message>
    <message>
        <source>Value as text</source>
        <translation>값을 텍스트로</translation>
    </message>
    <message>
        <source>Key or value</source>
        <translation>키 또는 값</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>키</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>값</translation>
    </message>
    <message>
        <source>Pick a record to see its fields and bytes.</source>
        <translation>레코드를 선택하면 필드와 바이트를 보여 줍니다.</translation>
    </message>
    <message>
        <source>These bytes are no text: see them at the right.</source>
        <translation>텍스트가 아닌 바이트입니다. 오른쪽에서 확인합니다.</translation>
    </message>
    <message>
        <source>Header</source>
        <translation>헤더</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>%1, null</source>
        <translation>%1, null</translation>
    </message>
    <message>
        <source>%1: bytes %2 to %3, length %4</source>
        <translation>%1: 바이트 %2부터 %3까지, 길이 %4</translation>
    </message>
    <message>
        <source>Use as filter</source>
        <translation>필터로 사용</translation>
    </message>
    <message>
        <source>Copy the value</source>
        <translation>값 복사</translation>
    </message>
    <message>
        <source>Copy the path</source>
        <translation>경로 복사</translation>
    </message>
    <message>
        <source>Resend...</source>
        <translation>다시 보내기...</translation>
    </message>
    <message>
        <source>Edit a copy of this record and send it</source>
        <translation>이 레코드의 사본을 편집해 보냅니다</translation>
    </message>
    <message>
        <source>Fetching the whole record, %1</source>
        <translation>레코드 전체를 가져오는 중, %1</translation>
    </message>
    <message>
        <source>Only the first %1 of the value are left here: %2</source>
        <translation>값의 앞 %1만 남아 있습니다: %2</translation>
    </message>
    <message>
        <source>The value goes on: %1 in all. Copying and export take the whole.</source>
        <translation>값이 더 있습니다. 모두 %1이며, 복사와 내보내기는 전체를 담습니다.</translation>
    </message>
</context>
<context>
    <name>RecordExport</name>
    <message>
        <source>Export to %1</source>
        <translation>%1(으)로 내보내기</translation>
    </message>
    <message>
        <source>cancelled, nothing was kept</source>
        <translation>취소했습니다. 남긴 것이 없습니다</translation>
    </message>
    <message>
        <source>%1-%2 @ %3 cannot be read any more: %4</source>
        <translation>%1-%2 @ %3 레코드를 더는 읽을 수 없습니다: %4</translation>
    </message>
</context>
<context>
    <name>RecordTreeModel</name>
    <message>
        <source>object, %1</source>
        <translation>객체, %1</translation>
    </message>
    <message>
        <source>array, %1</source>
        <translation>배열, %1</translation>
    </message>
    <message>
        <source>null: a tombstone</source>
        <translation>null: 삭제 표시(tombstone)</translation>
    </message>
    <message>
        <source>null</source>
        <translation>null</translation>
    </message>
    <message>
        <source>none</source>
        <translation>없음</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>비어 있음</translation>
    </message>
    <message>
        <source>Not readable so</source>
        <translation>이 방식으로 읽을 수 없음</translation>
    </message>
    <message>
        <source>%1, at byte %2</source>
        <translation>%1, 바이트 %2에서</translation>
    </message>
    <message>
        <source>Shortened</source>
        <translation>줄여서 표시</translation>
    </message>
    <message>
        <source>larger than what is shown at once; copying and export take the whole</source>
        <translation>한 번에 보여 주기에는 큽니다. 복사와 내보내기는 전체를 담습니다</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>레코드</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>시각</translation>
    </message>
    <message>
        <source>append</source>
        <translation>추가 시각</translation>
    </message>
    <message>
        <source>create</source>
        <translation>생성 시각</translation>
    </message>
    <message>
        <source>Leader epoch</source>
        <translation>리더 에포크</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>키</translation>
    </message>
    <message>
        <source>Headers</source>
        <translation>헤더</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>값</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>필드</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>형식</translation>
    </message>
    <message>
        <source>Batch</source>
        <translation>배치</translation>
    </message>
    <message numerus="yes">
        <source>%n record(s)</source>
        <translation>
            <numerusform>레코드 %n개</numerusform>
        </translation>
    </message>
    <message>
        <source>Base offset</source>
        <translation>기준 오프셋</translation>
    </message>
    <message>
        <source>Records</source>
        <translation>레코드</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>크기</translation>
    </message>
    <message>
        <source>Codec</source>
        <translation>코덱</translation>
    </message>
    <message>
        <source>Producer</source>
        <translation>프로듀서</translation>
    </message>
    <message>
        <source>neither idempotent nor transactional</source>
        <translation>멱등도 트랜잭션도 아님</translation>
    </message>
    <message>
        <source>Producer id</source>
        <translation>프로듀서 ID</translation>
    </message>
    <message>
        <source>Producer epoch</source>
        <translation>프로듀서 에포크</translation>
    </message>
    <message>
        <source>Base sequence</source>
        <translation>기준 시퀀스</translation>
    </message>
    <message>
        <source>Transactional</source>
        <translation>트랜잭션</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>예</translation>
    </message>
    <message>
        <source>no</source>
        <translation>아니요</translation>
    </message>
    <message>
        <source>%1 in the future</source>
        <translation>%1 뒤의 미래</translation>
    </message>
</context>
<context>
    <name>Records</name>
    <message>
        <source>empty</source>
        <translation>비어 있음</translation>
    </message>
    <message>
        <source>set by the broker on appending</source>
        <translation>브로커가 추가할 때 기록</translation>
    </message>
    <message>
        <source>set by the producer</source>
        <translation>프로듀서가 기록</translation>
    </message>
    <message>
        <source>%1 ms since the epoch, %2</source>
        <translation>에포크 이후 %1 ms, %2</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>시각</translation>
    </message>
    <message>
        <source>Part.</source>
        <translation>파티션</translation>
    </message>
    <message>
        <source>Partition</source>
        <translation>파티션</translation>
    </message>
    <message>
        <source>Offset</source>
        <translation>오프셋</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>키</translation>
    </message>
    <message>
        <source>none</source>
        <translation>없음</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>값</translation>
    </message>
    <message>
        <source>tombstone</source>
        <translation>삭제 표시</translation>
    </message>
    <message>
        <source>Headers</source>
        <translation>헤더</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>크기</translation>
    </message>
    <message>
        <source>Key, value and headers in bytes, uncompressed</source>
        <translation>키, 값, 헤더의 바이트 수(압축 전)</translation>
    </message>
    <message>
        <source>%1 in the future by this computer&apos;s clock</source>
        <translation>이 컴퓨터의 시계로 %1 뒤의 미래</translation>
    </message>
</context>
<context>
    <name>RefreshControl</name>
    <message>
        <source>Refresh now	F5</source>
        <translation>지금 새로 고침	F5</translation>
    </message>
    <message>
        <source>By hand</source>
        <translation>수동</translation>
    </message>
    <message>
        <source>Every %1</source>
        <translation>%1마다</translation>
    </message>
    <message>
        <source>Refresh</source>
        <translation>새로 고침</translation>
    </message>
    <message>
        <source>How often this page is read anew. F5 reads it now.</source>
        <translation>이 페이지를 다시 읽는 주기입니다. F5를 누르면 바로 읽습니다.</translation>
    </message>
</context>
<context>
    <name>ReplicaMap</name>
    <message>
        <source>Replicas by topic and partition</source>
        <translation>토픽과 파티션별 복제본</translation>
    </message>
</context>
<context>
    <name>RequestsPane</name>
    <message>
        <source>Time</source>
        <translation>시각</translation>
    </message>
    <message>
        <source>Broker</source>
        <translation>브로커</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>주소</translation>
    </message>
    <message>
        <source>Request</source>
        <translation>요청</translation>
    </message>
    <message>
        <source>Answered in</source>
        <translation>응답 시간</translation>
    </message>
    <message>
        <source>no answer</source>
        <translation>응답 없음</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>오류</translation>
    </message>
    <message numerus="yes">
        <source>the last %n</source>
        <translation>
            <numerusform>최근 %n건</numerusform>
        </translation>
    </message>
    <message>
        <source>no cluster is open</source>
        <translation>열린 클러스터 없음</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>요청</translation>
    </message>
    <message>
        <source>Copy as text</source>
        <translation>텍스트로 복사</translation>
    </message>
    <message>
        <source>Clear the list</source>
        <translation>목록 지우기</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
</context>
<context>
    <name>SandboxEvents</name>
    <message>
        <source>The sandbox has started</source>
        <translation>샌드박스를 시작했습니다</translation>
    </message>
    <message>
        <source>Broker %1 started</source>
        <translation>브로커 %1 시작</translation>
    </message>
    <message>
        <source>Broker %1 stopped</source>
        <translation>브로커 %1 정지</translation>
    </message>
    <message>
        <source>Broker %1 killed</source>
        <translation>브로커 %1 강제 종료</translation>
    </message>
    <message>
        <source>Broker %1 paused</source>
        <translation>브로커 %1 일시 정지</translation>
    </message>
    <message>
        <source>Broker %1 goes on</source>
        <translation>브로커 %1 재개</translation>
    </message>
    <message>
        <source>Broker %1 added</source>
        <translation>브로커 %1 추가</translation>
    </message>
    <message numerus="yes">
        <source>%n leader(s) moved</source>
        <translation>
            <numerusform>리더 %n개 이동</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: in sync now %2</source>
        <translation>%1: 이제 동기화됨 %2</translation>
    </message>
    <message numerus="yes">
        <source>%n partition(s) lack a replica</source>
        <translation>
            <numerusform>파티션 %n개에 복제본 부족</numerusform>
        </translation>
    </message>
    <message>
        <source>All replicas are in sync</source>
        <translation>모든 복제본이 동기화됨</translation>
    </message>
    <message>
        <source>Fault set on broker %1</source>
        <translation>브로커 %1에 장애 설정</translation>
    </message>
    <message>
        <source>Faults of broker %1 cleared</source>
        <translation>브로커 %1의 장애 해제</translation>
    </message>
    <message>
        <source>All faults cleared</source>
        <translation>모든 장애 해제</translation>
    </message>
    <message>
        <source>The demo shop is open</source>
        <translation>데모 상점을 열었습니다</translation>
    </message>
    <message>
        <source>The demo shop is closed</source>
        <translation>데모 상점을 닫았습니다</translation>
    </message>
    <message>
        <source>%1 switched on</source>
        <translation>%1 켬</translation>
    </message>
    <message>
        <source>%1 switched off</source>
        <translation>%1 끔</translation>
    </message>
    <message>
        <source>The disk is full: %1</source>
        <translation>디스크가 가득 참: %1</translation>
    </message>
    <message>
        <source>Broker %1 goes on without the log directory %2</source>
        <translation>브로커 %1은(는) 로그 디렉터리 %2 없이 계속 동작합니다</translation>
    </message>
    <message>
        <source>There is room on the disk again</source>
        <translation>디스크에 다시 여유가 있습니다</translation>
    </message>
    <message numerus="yes">
        <source>%n leader(s) moved to broker %1</source>
        <translation>
            <numerusform>리더 %n개가 브로커 %1(으)로 이동</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more partition(s) out of sync</source>
        <translation>
            <numerusform>파티션 %n개 더 동기화에서 빠짐</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more partition(s) in sync</source>
        <translation>
            <numerusform>파티션 %n개 더 동기화됨</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 in sync again</source>
        <translation>%1 다시 동기화됨</translation>
    </message>
    <message>
        <source>Broker %1 cut off from its peers</source>
        <translation>브로커 %1이(가) 다른 브로커와 단절됨</translation>
    </message>
    <message>
        <source>Broker %1 follows nobody</source>
        <translation>브로커 %1의 복제 중단</translation>
    </message>
    <message>
        <source>The disk of broker %1 is full</source>
        <translation>브로커 %1의 디스크 가득 참</translation>
    </message>
    <message>
        <source>Group %1: sessions expired</source>
        <translation>그룹 %1: 세션 만료</translation>
    </message>
    <message>
        <source>Producer %1 fenced</source>
        <translation>프로듀서 %1 차단</translation>
    </message>
    <message>
        <source>Transaction of %1 aborted</source>
        <translation>%1의 트랜잭션 중단</translation>
    </message>
    <message>
        <source>A transaction of %1 hangs on %2</source>
        <translation>%1의 트랜잭션이 %2에서 방치됨</translation>
    </message>
    <message>
        <source>The controller was killed</source>
        <translation>컨트롤러를 강제 종료했습니다</translation>
    </message>
    <message>
        <source>The controller started</source>
        <translation>컨트롤러가 시작되었습니다</translation>
    </message>
</context>
<context>
    <name>SandboxPage</name>
    <message>
        <source>Sandbox</source>
        <translation>샌드박스</translation>
    </message>
    <message>
        <source>Open cluster</source>
        <translation>클러스터 열기</translation>
    </message>
    <message>
        <source>Copy addresses</source>
        <translation>주소 복사</translation>
    </message>
    <message>
        <source>Add broker</source>
        <translation>브로커 추가</translation>
    </message>
    <message>
        <source>Clear all faults</source>
        <translation>모든 장애 해제</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>중지</translation>
    </message>
    <message>
        <source>Brokers</source>
        <translation>브로커</translation>
    </message>
    <message>
        <source>Connect a client</source>
        <translation>클라이언트 연결</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>로그</translation>
    </message>
    <message>
        <source>Addresses copied</source>
        <translation>주소를 복사했습니다</translation>
    </message>
    <message>
        <source>Start the sandbox</source>
        <translation>샌드박스 시작</translation>
    </message>
    <message>
        <source>Stop the sandbox</source>
        <translation>샌드박스 정지</translation>
    </message>
    <message>
        <source>Wipe the sandbox...</source>
        <translation>샌드박스 비우기...</translation>
    </message>
    <message>
        <source>Replicas</source>
        <translation>복제본</translation>
    </message>
    <message>
        <source>brokers from left to right in each cell: filled leads, outlined is in sync, dashed is missing</source>
        <translation>각 칸의 왼쪽부터 브로커 순서: 채움은 리더, 테두리는 동기화됨, 점선은 없음</translation>
    </message>
    <message>
        <source>A broker is down</source>
        <translation>브로커 하나가 내려감</translation>
    </message>
    <message>
        <source>Running with faults</source>
        <translation>장애를 둔 채 실행 중</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>실행 중</translation>
    </message>
    <message>
        <source>Up %1</source>
        <translation>가동 %1</translation>
    </message>
    <message>
        <source>%1 memory</source>
        <translation>메모리 %1</translation>
    </message>
    <message>
        <source>started in %1 ms</source>
        <translation>%1 ms 만에 시작</translation>
    </message>
    <message>
        <source>%1 kept</source>
        <translation>%1 보관</translation>
    </message>
    <message numerus="yes">
        <source>All %n partition(s) in sync</source>
        <translation>
            <numerusform>파티션 %n개 모두 동기화됨</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of %2 partitions lack a replica, %3 have no leader</source>
        <translation>파티션 %2개 중 %1개에 복제본 부족, %3개에 리더 없음</translation>
    </message>
    <message>
        <source>The log is empty: nothing went wrong, or the sandbox was started by another program.</source>
        <translation>로그가 비어 있습니다. 문제가 없었거나 다른 프로그램이 샌드박스를 시작했습니다.</translation>
    </message>
    <message>
        <source>Wipe the sandbox?</source>
        <translation>샌드박스를 비우시겠습니까?</translation>
    </message>
    <message>
        <source>It is stopped, and all of its topics, groups and records are deleted: %1</source>
        <translation>샌드박스를 정지하고 토픽, 그룹, 레코드를 모두 삭제합니다: %1</translation>
    </message>
    <message>
        <source>Wipe the sandbox</source>
        <translation>샌드박스 비우기</translation>
    </message>
    <message>
        <source>Apache Kafka</source>
        <translation>Apache Kafka</translation>
    </message>
    <message>
        <source>Add a broker to the sandbox</source>
        <translation>샌드박스에 브로커 추가</translation>
    </message>
    <message>
        <source>Kill a broker...</source>
        <translation>브로커 강제 종료...</translation>
    </message>
    <message>
        <source>Pause a broker...</source>
        <translation>브로커 일시 정지...</translation>
    </message>
    <message>
        <source>Set faults of a broker...</source>
        <translation>브로커 장애 설정...</translation>
    </message>
    <message>
        <source>Expire a session...</source>
        <translation>세션 만료...</translation>
    </message>
    <message>
        <source>Fence a producer...</source>
        <translation>프로듀서 차단...</translation>
    </message>
    <message>
        <source>Hang a transaction...</source>
        <translation>트랜잭션 방치...</translation>
    </message>
    <message>
        <source>Abort a transaction...</source>
        <translation>트랜잭션 중단...</translation>
    </message>
    <message>
        <source>Kill controller</source>
        <translation>컨트롤러 강제 종료</translation>
    </message>
    <message>
        <source>Start controller</source>
        <translation>컨트롤러 시작</translation>
    </message>
    <message>
        <source>Kill the controller</source>
        <translation>컨트롤러 강제 종료</translation>
    </message>
    <message>
        <source>Start the controller</source>
        <translation>컨트롤러 시작</translation>
    </message>
    <message>
        <source>The controller is down</source>
        <translation>컨트롤러가 멈췄습니다</translation>
    </message>
</context>
<context>
    <name>SettingsPage</name>
    <message>
        <source>Settings</source>
        <translation>설정</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>모양</translation>
    </message>
    <message>
        <source>System</source>
        <translation>시스템</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>언어</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>밝게</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>어둡게</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>테마</translation>
    </message>
    <message>
        <source>Compact</source>
        <translation>촘촘하게</translation>
    </message>
    <message>
        <source>Normal</source>
        <translation>보통</translation>
    </message>
    <message>
        <source>Roomy</source>
        <translation>넉넉하게</translation>
    </message>
    <message>
        <source>Table rows</source>
        <translation>표 행</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1%</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>글자 크기</translation>
    </message>
    <message>
        <source>Local</source>
        <translation>현지</translation>
    </message>
    <message>
        <source>Times</source>
        <translation>시각</translation>
    </message>
    <message>
        <source>Nothing turns or runs</source>
        <translation>움직이는 표시 없음</translation>
    </message>
    <message>
        <source>Reduced motion</source>
        <translation>움직임 줄이기</translation>
    </message>
    <message>
        <source>Prometheus metrics</source>
        <translation>Prometheus 지표</translation>
    </message>
    <message>
        <source>Serve /metrics for the open cluster while Weir runs</source>
        <translation>Weir를 실행하는 동안 열린 클러스터의 /metrics 제공</translation>
    </message>
    <message>
        <source>Endpoint</source>
        <translation>제공</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>주소</translation>
    </message>
    <message>
        <source>Off. weir-exporter serves the same without a window.</source>
        <translation>꺼짐. 창 없이 제공하려면 weir-exporter를 사용합니다.</translation>
    </message>
    <message>
        <source>http://%1/metrics</source>
        <translation>http://%1/metrics</translation>
    </message>
    <message>
        <source>Passwords</source>
        <translation>비밀번호</translation>
    </message>
    <message>
        <source>Passwords are kept in the keychain of this desktop.</source>
        <translation>비밀번호는 이 데스크톱의 키체인에 보관합니다.</translation>
    </message>
    <message>
        <source>Passwords are kept in a file that only you can read, without encryption.</source>
        <translation>비밀번호는 본인만 읽을 수 있는 파일에 암호화 없이 보관합니다.</translation>
    </message>
    <message>
        <source>No keychain answers on this desktop: passwords are kept until Weir ends.</source>
        <translation>이 데스크톱에서 응답하는 키체인이 없습니다. 비밀번호는 Weir를 종료할 때까지만 보관합니다.</translation>
    </message>
    <message>
        <source>Keep them in a file instead (from the next start on)</source>
        <translation>대신 파일에 보관 (다음 시작부터)</translation>
    </message>
    <message>
        <source>Shortcuts</source>
        <translation>단축키</translation>
    </message>
    <message>
        <source>Enter changes one, the menu puts it back</source>
        <translation>Enter로 변경하고 메뉴로 되돌립니다</translation>
    </message>
</context>
<context>
    <name>ShortcutTable</name>
    <message>
        <source>Command</source>
        <translation>명령</translation>
    </message>
    <message>
        <source>Shortcut</source>
        <translation>단축키</translation>
    </message>
    <message>
        <source>Set by</source>
        <translation>지정</translation>
    </message>
    <message>
        <source>you</source>
        <translation>사용자</translation>
    </message>
    <message>
        <source>default</source>
        <translation>기본값</translation>
    </message>
    <message>
        <source>Shortcuts</source>
        <translation>단축키</translation>
    </message>
    <message>
        <source>Change...</source>
        <translation>변경...</translation>
    </message>
    <message>
        <source>Take away</source>
        <translation>없애기</translation>
    </message>
    <message>
        <source>Back to the default</source>
        <translation>기본값으로</translation>
    </message>
    <message>
        <source>Shortcut of “%1”</source>
        <translation>&quot;%1&quot;의 단축키</translation>
    </message>
    <message>
        <source>New shortcut</source>
        <translation>새 단축키</translation>
    </message>
    <message>
        <source>Press the keys.</source>
        <translation>키를 누릅니다.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>Set shortcut</source>
        <translation>단축키 설정</translation>
    </message>
    <message>
        <source>“%1” has it already.</source>
        <translation>&quot;%1&quot;에서 이미 사용합니다.</translation>
    </message>
</context>
<context>
    <name>SidePane</name>
    <message>
        <source>Back to the tabs</source>
        <translation>탭으로 되돌리기</translation>
    </message>
    <message>
        <source>Close the pane</source>
        <translation>창 닫기</translation>
    </message>
</context>
<context>
    <name>SnippetPanel</name>
    <message>
        <source>Language</source>
        <translation>언어</translation>
    </message>
    <message>
        <source>Program</source>
        <translation>프로그램</translation>
    </message>
    <message>
        <source>Needs</source>
        <translation>필요한 것</translation>
    </message>
    <message>
        <source>Topic</source>
        <translation>토픽</translation>
    </message>
    <message>
        <source>Listener</source>
        <translation>리스너</translation>
    </message>
</context>
<context>
    <name>SpanButton</name>
    <message>
        <source>Last %1</source>
        <translation>최근 %1</translation>
    </message>
    <message>
        <source>Span of the charts</source>
        <translation>차트 기간</translation>
    </message>
    <message>
        <source>How far back the charts go: at most to when this window first looked at the cluster.</source>
        <translation>차트가 거슬러 올라가는 기간이며, 이 창이 클러스터를 처음 조회한 때까지입니다.</translation>
    </message>
</context>
<context>
    <name>Spreads</name>
    <message>
        <source>by key: murmur2 (Java clients)</source>
        <translation>키 기준: murmur2 (Java 클라이언트)</translation>
    </message>
    <message>
        <source>by key: CRC32 (librdkafka)</source>
        <translation>키 기준: CRC32 (librdkafka)</translation>
    </message>
    <message>
        <source>by key: FNV-1a (Sarama)</source>
        <translation>키 기준: FNV-1a (Sarama)</translation>
    </message>
    <message>
        <source>random</source>
        <translation>무작위</translation>
    </message>
    <message>
        <source>round-robin</source>
        <translation>라운드 로빈</translation>
    </message>
    <message>
        <source>sticky, without a key</source>
        <translation>스티키, 키 없이</translation>
    </message>
    <message>
        <source>always the same</source>
        <translation>항상 같은 파티션</translation>
    </message>
    <message>
        <source>all in-sync replicas (acks=all)</source>
        <translation>모든 동기화 복제본 (acks=all)</translation>
    </message>
    <message>
        <source>the leader (acks=1)</source>
        <translation>리더 (acks=1)</translation>
    </message>
    <message>
        <source>nobody (acks=0)</source>
        <translation>확인 안 함 (acks=0)</translation>
    </message>
</context>
<context>
    <name>StartPanel</name>
    <message>
        <source>Write and read like a small shop</source>
        <translation>작은 상점처럼 쓰고 읽기</translation>
    </message>
    <message>
        <source>A Kafka cluster of your own</source>
        <translation>나만의 Kafka 클러스터</translation>
    </message>
    <message>
        <source>The sandbox is a complete cluster on this computer, for trying things out: real brokers with replication on disk, which any Kafka client can use. It starts in a moment and listens on this computer only.</source>
        <translation>샌드박스는 이 컴퓨터에서 마음껏 시험해 보는 온전한 클러스터입니다. 디스크에 복제하는 실제 브로커이며 모든 Kafka 클라이언트가 쓸 수 있습니다. 곧바로 시작하고 이 컴퓨터에서만 접속을 받습니다.</translation>
    </message>
    <message>
        <source>Brokers</source>
        <translation>브로커</translation>
    </message>
    <message>
        <source>First port</source>
        <translation>첫 포트</translation>
    </message>
    <message>
        <source>Demo shop</source>
        <translation>데모 상점</translation>
    </message>
    <message>
        <source>Start the sandbox</source>
        <translation>샌드박스 시작</translation>
    </message>
    <message>
        <source>Wipe...</source>
        <translation>비우기...</translation>
    </message>
    <message>
        <source>Starting</source>
        <translation>시작 중</translation>
    </message>
    <message>
        <source>Stopping</source>
        <translation>정지 중</translation>
    </message>
    <message>
        <source>Its data will lie in %1</source>
        <translation>데이터 위치(예정): %1</translation>
    </message>
    <message>
        <source>Its data lies in %1</source>
        <translation>데이터 위치: %1</translation>
    </message>
    <message>
        <source>Weir</source>
        <translation>Weir</translation>
    </message>
    <message>
        <source>Apache Kafka</source>
        <translation>Apache Kafka</translation>
    </message>
    <message>
        <source>Engine</source>
        <translation>엔진</translation>
    </message>
    <message>
        <source>Weir&apos;s own brokers start in a moment, need no Java, and can be made to fail in many ways.</source>
        <translation>Weir 자체 브로커는 곧바로 시작하고 Java가 필요 없으며 여러 가지 장애를 일으켜 볼 수 있습니다.</translation>
    </message>
    <message>
        <source>A real Apache Kafka, a Java process for each broker: the one in KAFKA_HOME, or one that Maven fetches the first time, which may take some minutes. It needs Java 17 or newer, starts in some seconds, and keeps its data apart from Weir&apos;s.</source>
        <translation>실제 Apache Kafka를 브로커마다 Java 프로세스로 실행합니다. KAFKA_HOME에 있는 것을 쓰고, 없으면 처음에 Maven으로 받으며 몇 분이 걸릴 수 있습니다. Java 17 이상이 필요하고, 몇 초 뒤에 시작되며, 데이터는 Weir 것과 따로 보관합니다.</translation>
    </message>
    <message>
        <source>TLS, and TLS with a login</source>
        <translation>TLS, 그리고 로그인이 있는 TLS</translation>
    </message>
    <message>
        <source>Beside the plain listener two more, with certificates that the sandbox makes</source>
        <translation>평문 리스너 외에 두 개를 더 엽니다. 인증서는 샌드박스가 만듭니다</translation>
    </message>
    <message>
        <source>Secure listeners</source>
        <translation>보안 리스너</translation>
    </message>
    <message>
        <source>User</source>
        <translation>사용자</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>비밀번호</translation>
    </message>
    <message>
        <source>Each broker, and the controller, in its own</source>
        <translation>브로커와 컨트롤러를 각각 따로 실행</translation>
    </message>
    <message>
        <source>They start a little slower and take more memory; to kill one is then to end its process at once</source>
        <translation>시작이 조금 느리고 메모리를 더 씁니다. 강제 종료하면 그 프로세스가 즉시 끝납니다</translation>
    </message>
    <message>
        <source>Processes</source>
        <translation>프로세스</translation>
    </message>
</context>
<context>
    <name>State</name>
    <message>
        <source>In order</source>
        <translation>정상</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>경고</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>오류</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>알림</translation>
    </message>
    <message>
        <source>Busy</source>
        <translation>진행 중</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>일시 정지</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>알 수 없음</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>정지됨</translation>
    </message>
    <message>
        <source>Stalled</source>
        <translation>멈춤</translation>
    </message>
    <message>
        <source>Rewound</source>
        <translation>되감김</translation>
    </message>
</context>
<context>
    <name>StatusBar</name>
    <message>
        <source>Cancel %1</source>
        <translation>%1 취소</translation>
    </message>
    <message>
        <source>No cluster open</source>
        <translation>열린 클러스터 없음</translation>
    </message>
    <message>
        <source>Connecting</source>
        <translation>연결 중</translation>
    </message>
    <message numerus="yes">
        <source>Connected, %1 of %n broker(s)</source>
        <translation>
            <numerusform>연결됨, 브로커 %n개 중 %1개</numerusform>
        </translation>
    </message>
    <message>
        <source>Connection lost, trying again</source>
        <translation>연결이 끊겨 다시 시도 중</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>외 %n건</numerusform>
        </translation>
    </message>
    <message>
        <source>No pending changes</source>
        <translation>대기 중인 변경 없음</translation>
    </message>
    <message numerus="yes">
        <source>%n pending change(s)</source>
        <translation>
            <numerusform>대기 중인 변경 %n건</numerusform>
        </translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>요청</translation>
    </message>
    <message>
        <source>Every request that was sent</source>
        <translation>보낸 모든 요청</translation>
    </message>
    <message>
        <source>Round trip</source>
        <translation>왕복</translation>
    </message>
    <message>
        <source>The sandbox is starting</source>
        <translation>샌드박스를 시작하는 중</translation>
    </message>
    <message>
        <source>The sandbox is stopped</source>
        <translation>샌드박스가 중지됨</translation>
    </message>
</context>
<context>
    <name>SwitcherButton</name>
    <message>
        <source>Sandbox</source>
        <translation>샌드박스</translation>
    </message>
    <message>
        <source>Read only</source>
        <translation>읽기 전용</translation>
    </message>
    <message numerus="yes">
        <source>%n broker(s)</source>
        <translation>
            <numerusform>브로커 %n개</numerusform>
        </translation>
    </message>
    <message>
        <source>Choose one</source>
        <translation>선택</translation>
    </message>
    <message>
        <source>Cluster %1, %2</source>
        <translation>클러스터 %1, %2</translation>
    </message>
    <message>
        <source>No cluster</source>
        <translation>클러스터 없음</translation>
    </message>
    <message>
        <source>production</source>
        <translation>운영</translation>
    </message>
</context>
<context>
    <name>TabRow</name>
    <message>
        <source>All tabs</source>
        <translation>모든 탭</translation>
    </message>
    <message>
        <source>Open something in a new tab</source>
        <translation>새 탭에서 열기</translation>
    </message>
    <message>
        <source>Tabs</source>
        <translation>탭</translation>
    </message>
</context>
<context>
    <name>TabStrip</name>
    <message>
        <source>Tabs</source>
        <translation>탭</translation>
    </message>
</context>
<context>
    <name>TableView</name>
    <message>
        <source>Fit columns</source>
        <translation>열 너비 맞춤</translation>
    </message>
    <message>
        <source>Use as filter</source>
        <translation>필터로 사용</translation>
    </message>
    <message>
        <source>Exclude this value</source>
        <translation>이 값 제외</translation>
    </message>
    <message>
        <source>Clear filters</source>
        <translation>필터 지우기</translation>
    </message>
    <message>
        <source>Copy value</source>
        <translation>값 복사</translation>
    </message>
    <message>
        <source>Copy all rows	Ctrl+C</source>
        <translation>모든 행 복사	Ctrl+C</translation>
    </message>
    <message>
        <source>Copy rows	Ctrl+C</source>
        <translation>행 복사	Ctrl+C</translation>
    </message>
    <message>
        <source>Copy as CSV</source>
        <translation>CSV로 복사</translation>
    </message>
    <message>
        <source>Copy as JSON</source>
        <translation>JSON으로 복사</translation>
    </message>
    <message>
        <source>Copy as Markdown</source>
        <translation>Markdown으로 복사</translation>
    </message>
</context>
<context>
    <name>TimeChart</name>
    <message>
        <source>Time</source>
        <translation>시각</translation>
    </message>
    <message>
        <source>other</source>
        <translation>기타</translation>
    </message>
    <message>
        <source>Last</source>
        <translation>최근</translation>
    </message>
    <message>
        <source>Chart</source>
        <translation>차트</translation>
    </message>
    <message>
        <source>Show as table</source>
        <translation>표로 보기</translation>
    </message>
    <message>
        <source>Copy numbers</source>
        <translation>숫자 복사</translation>
    </message>
</context>
<context>
    <name>Toasts</name>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
</context>
<context>
    <name>TopBar</name>
    <message>
        <source>Go to anything</source>
        <translation>어디로든 이동</translation>
    </message>
    <message>
        <source>Local</source>
        <comment>time zone</comment>
        <translation>현지</translation>
    </message>
    <message>
        <source>Time zone of all times</source>
        <translation>모든 시각의 시간대</translation>
    </message>
</context>
<context>
    <name>TopicPage</name>
    <message>
        <source>Partitions</source>
        <translation>파티션</translation>
    </message>
    <message>
        <source>Records</source>
        <translation>레코드</translation>
    </message>
    <message>
        <source>Configuration</source>
        <translation>설정</translation>
    </message>
    <message>
        <source>Groups</source>
        <translation>그룹</translation>
    </message>
    <message>
        <source>Topics</source>
        <translation>토픽</translation>
    </message>
    <message>
        <source>Produce...</source>
        <translation>쓰기...</translation>
    </message>
    <message>
        <source>Live tail</source>
        <translation>실시간</translation>
    </message>
    <message>
        <source>More</source>
        <translation>더 보기</translation>
    </message>
    <message>
        <source>Add partitions...</source>
        <translation>파티션 추가...</translation>
    </message>
    <message>
        <source>Delete all records...</source>
        <translation>모든 레코드 삭제...</translation>
    </message>
    <message>
        <source>Delete the topic...</source>
        <translation>토픽 삭제...</translation>
    </message>
    <message>
        <source>Live tail of this topic</source>
        <translation>이 토픽 실시간 보기</translation>
    </message>
    <message>
        <source>Produce a record...</source>
        <translation>레코드 쓰기...</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>그룹</translation>
    </message>
    <message>
        <source>Members</source>
        <translation>멤버</translation>
    </message>
    <message>
        <source>Lag here</source>
        <translation>여기의 랙</translation>
    </message>
    <message>
        <source>Σ(high watermark − committed offset) over the partitions of this topic</source>
        <translation>이 토픽의 파티션에 대한 Σ(하이 워터마크 − 커밋 오프셋)</translation>
    </message>
    <message>
        <source>Never committed</source>
        <translation>커밋한 적 없음</translation>
    </message>
    <message>
        <source>Show lag</source>
        <translation>랙 보기</translation>
    </message>
    <message>
        <source>Groups that read this topic</source>
        <translation>이 토픽을 읽는 그룹</translation>
    </message>
    <message>
        <source>Not in the cluster</source>
        <translation>클러스터에 없음</translation>
    </message>
    <message numerus="yes">
        <source>%n partition(s)</source>
        <translation>
            <numerusform>파티션 %n개</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n replica(s)</source>
        <translation>
            <numerusform>복제본 %n개</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 records</source>
        <translation>레코드 %1건</translation>
    </message>
    <message>
        <source>Reading the configuration</source>
        <translation>설정을 읽는 중</translation>
    </message>
    <message>
        <source>Reading groups</source>
        <translation>그룹을 읽는 중</translation>
    </message>
    <message>
        <source>No group reads this topic</source>
        <translation>이 토픽을 읽는 그룹이 없습니다</translation>
    </message>
    <message>
        <source>That is no fault: its records are kept as long as the retention says.</source>
        <translation>문제는 아닙니다. 레코드는 보존 설정만큼 남아 있습니다.</translation>
    </message>
    <message>
        <source>Delivery safety</source>
        <translation>전달 안전성</translation>
    </message>
    <message>
        <source>Every partition</source>
        <translation>모든 파티션</translation>
    </message>
    <message>
        <source>Under-replicated</source>
        <translation>복제본 부족</translation>
    </message>
    <message>
        <source>At or below min ISR</source>
        <translation>최소 ISR 이하</translation>
    </message>
    <message>
        <source>Which partitions</source>
        <translation>표시할 파티션</translation>
    </message>
    <message>
        <source>Broker %1 did not answer all: a part of this topic is unknown.</source>
        <translation>브로커 %1이(가) 모두 응답하지 않아 이 토픽의 일부를 알 수 없습니다.</translation>
    </message>
    <message>
        <source>A part of this topic is unknown.</source>
        <translation>이 토픽의 일부를 알 수 없습니다.</translation>
    </message>
    <message>
        <source>The configuration could not be read.</source>
        <translation>설정을 읽지 못했습니다.</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>키</translation>
    </message>
    <message>
        <source>Load</source>
        <translation>부하</translation>
    </message>
    <message>
        <source>Generate load...</source>
        <translation>부하 생성...</translation>
    </message>
</context>
<context>
    <name>Topics</name>
    <message>
        <source>for ever</source>
        <translation>무기한</translation>
    </message>
    <message numerus="yes">
        <source>%n without leader</source>
        <translation>
            <numerusform>리더 없음 %n개</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n under-replicated</source>
        <translation>
            <numerusform>복제 부족 %n개</numerusform>
        </translation>
    </message>
    <message>
        <source>In sync</source>
        <translation>동기화됨</translation>
    </message>
    <message>
        <source>Topic</source>
        <translation>토픽</translation>
    </message>
    <message>
        <source>Partitions</source>
        <translation>파티션</translation>
    </message>
    <message>
        <source>Replicas</source>
        <translation>복제본</translation>
    </message>
    <message>
        <source>Replication factor of the first partition</source>
        <translation>첫 파티션의 복제 계수</translation>
    </message>
    <message>
        <source>Cleanup</source>
        <translation>정리 방식</translation>
    </message>
    <message>
        <source>Keeps</source>
        <translation>보존</translation>
    </message>
    <message>
        <source>retention.ms: closed segments older than this go</source>
        <translation>retention.ms: 이보다 오래된 닫힌 세그먼트를 삭제합니다</translation>
    </message>
    <message>
        <source>Records</source>
        <translation>레코드</translation>
    </message>
    <message>
        <source>Σ(high watermark − log start offset): an upper bound where the topic is compacted or transactional</source>
        <translation>Σ(하이 워터마크 − 로그 시작 오프셋): compact 또는 트랜잭션 토픽에서는 상한값입니다</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>크기</translation>
    </message>
    <message>
        <source>Σ of the leaders&apos; logs, one copy each</source>
        <translation>리더 로그의 합, 한 벌씩</translation>
    </message>
    <message>
        <source>Written</source>
        <translation>쓰기</translation>
    </message>
    <message>
        <source>Growth of the high watermarks between the last two looks</source>
        <translation>최근 두 번 읽은 사이 하이 워터마크의 증가</translation>
    </message>
    <message>
        <source>Last hour</source>
        <translation>최근 1시간</translation>
    </message>
    <message>
        <source>State</source>
        <translation>상태</translation>
    </message>
    <message numerus="yes">
        <source>%n below min ISR</source>
        <translation>
            <numerusform>%n개 최소 ISR 미만</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n at min ISR</source>
        <translation>
            <numerusform>%n개 최소 ISR</numerusform>
        </translation>
    </message>
    <message>
        <source>Min ISR</source>
        <translation>최소 ISR</translation>
    </message>
    <message>
        <source>min.insync.replicas: with fewer in sync, writes with acks=all are refused</source>
        <translation>min.insync.replicas: 동기화된 수가 이보다 적으면 acks=all 쓰기가 거부됩니다</translation>
    </message>
</context>
<context>
    <name>TopicsPage</name>
    <message>
        <source>Filter by name</source>
        <translation>이름으로 거르기</translation>
    </message>
    <message>
        <source>Internal</source>
        <translation>내부</translation>
    </message>
    <message>
        <source>Topics</source>
        <translation>토픽</translation>
    </message>
    <message>
        <source>Show the cluster&apos;s own topics</source>
        <translation>클러스터 내부 토픽 보기</translation>
    </message>
    <message>
        <source>New topic...</source>
        <translation>새 토픽...</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>열</translation>
    </message>
    <message>
        <source>This profile is read only.</source>
        <translation>읽기 전용 프로필입니다.</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>열기</translation>
    </message>
    <message>
        <source>Delete...</source>
        <translation>삭제...</translation>
    </message>
    <message numerus="yes">
        <source>Delete %n topic(s)...</source>
        <translation>
            <numerusform>토픽 %n개 삭제...</numerusform>
        </translation>
    </message>
    <message>
        <source>Reading topics</source>
        <translation>토픽을 읽는 중</translation>
    </message>
    <message numerus="yes">
        <source>%n topic(s)</source>
        <translation>
            <numerusform>토픽 %n개</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 internal</source>
        <translation>내부 %1개</translation>
    </message>
    <message>
        <source>%1 partitions</source>
        <translation>파티션 %1개</translation>
    </message>
    <message>
        <source>No topic yet</source>
        <translation>아직 토픽이 없습니다</translation>
    </message>
    <message>
        <source>A topic holds the records of one kind.</source>
        <translation>토픽에는 한 종류의 레코드를 담습니다.</translation>
    </message>
    <message>
        <source>Not all brokers answered.</source>
        <translation>일부 브로커가 응답하지 않았습니다.</translation>
    </message>
    <message>
        <source>Every topic</source>
        <translation>모든 토픽</translation>
    </message>
    <message>
        <source>Under-replicated</source>
        <translation>복제본 부족</translation>
    </message>
    <message>
        <source>At or below min ISR</source>
        <translation>최소 ISR 이하</translation>
    </message>
    <message>
        <source>Which topics</source>
        <translation>표시할 토픽</translation>
    </message>
    <message>
        <source>New topic like this...</source>
        <translation>이와 같은 새 토픽...</translation>
    </message>
    <message>
        <source>Delete all records...</source>
        <translation>모든 레코드 삭제...</translation>
    </message>
    <message>
        <source>The topic&apos;s settings could not be read.</source>
        <translation>토픽의 설정을 읽지 못했습니다.</translation>
    </message>
</context>
<context>
    <name>Verdicts</name>
    <message>
        <source>Keeping up</source>
        <translation>정상</translation>
    </message>
    <message>
        <source>Falling behind</source>
        <translation>뒤처지는 중</translation>
    </message>
    <message>
        <source>Stalled</source>
        <translation>멈춤</translation>
    </message>
    <message>
        <source>Rewound</source>
        <translation>되감김</translation>
    </message>
    <message>
        <source>No member</source>
        <translation>멤버 없음</translation>
    </message>
    <message>
        <source>Idle, nothing unread</source>
        <translation>쉬는 중, 남은 레코드 없음</translation>
    </message>
    <message>
        <source>Offsets lost</source>
        <translation>오프셋 유실</translation>
    </message>
    <message>
        <source>Never committed</source>
        <translation>커밋한 적 없음</translation>
    </message>
    <message>
        <source>Too early to say</source>
        <translation>아직 판정 불가</translation>
    </message>
    <message>
        <source>The lag is zero at times, or does not grow.</source>
        <translation>랙이 때때로 0이거나 늘지 않습니다.</translation>
    </message>
    <message>
        <source>%1 has unread records, and its commit has not moved for %2.</source>
        <translation>%1에 읽지 않은 레코드가 있는데 커밋이 %2 동안 움직이지 않았습니다.</translation>
    </message>
    <message>
        <source>%1 went back by %2 records %3 ago.</source>
        <translation>%1이(가) %3 전에 레코드 %2건만큼 되돌아갔습니다.</translation>
    </message>
    <message>
        <source>Nobody reads, and %1 records are unread.</source>
        <translation>읽는 멤버가 없고 레코드 %1건이 남아 있습니다.</translation>
    </message>
    <message>
        <source>Nobody reads, and nothing is unread.</source>
        <translation>읽는 멤버가 없고 남은 레코드도 없습니다.</translation>
    </message>
    <message>
        <source>%1: %2 records were deleted before they were read.</source>
        <translation>%1: 레코드 %2건을 읽기 전에 삭제했습니다.</translation>
    </message>
    <message>
        <source>%1: the committed offset lies beyond the end of the log.</source>
        <translation>%1: 커밋 오프셋이 로그 끝보다 뒤에 있습니다.</translation>
    </message>
    <message>
        <source>No offset was ever committed, so there is no lag to tell.</source>
        <translation>오프셋을 커밋한 적이 없어 랙을 알 수 없습니다.</translation>
    </message>
    <message>
        <source>A verdict needs three looks at the group.</source>
        <translation>판정하려면 그룹을 세 번 읽어야 합니다.</translation>
    </message>
    <message>
        <source>Normal</source>
        <translation>정상</translation>
    </message>
    <message>
        <source>Expired</source>
        <translation>만료됨</translation>
    </message>
    <message>
        <source>Ahead of end</source>
        <translation>로그 끝보다 앞섬</translation>
    </message>
    <message>
        <source>Stable</source>
        <translation>안정</translation>
    </message>
    <message>
        <source>Rebalancing</source>
        <translation>리밸런싱 중</translation>
    </message>
    <message>
        <source>Empty</source>
        <translation>비어 있음</translation>
    </message>
    <message>
        <source>Dead</source>
        <translation>사라짐</translation>
    </message>
    <message>
        <source>Not ready</source>
        <translation>준비 안 됨</translation>
    </message>
    <message>
        <source>never</source>
        <translation>따라잡지 못함</translation>
    </message>
    <message>
        <source>Lag grew by %1 records although commits advance.</source>
        <translation>커밋은 진행되지만 랙이 레코드 %1개만큼 늘었습니다.</translation>
    </message>
</context>
<context>
    <name>WindowFrame</name>
    <message>
        <source>Production cluster</source>
        <translation>운영 클러스터</translation>
    </message>
</context>
<context>
    <name>Workspace</name>
    <message>
        <source>No cluster is open</source>
        <translation>열린 클러스터가 없습니다</translation>
    </message>
    <message>
        <source>%1 shows what is in a cluster. Open one first.</source>
        <translation>%1은(는) 클러스터의 내용을 보여 줍니다. 먼저 클러스터를 엽니다.</translation>
    </message>
    <message>
        <source>Link copied</source>
        <translation>링크를 복사했습니다</translation>
    </message>
    <message>
        <source>Paste it into &quot;Go to anything&quot; to come back here.</source>
        <translation>&quot;어디로든 이동&quot;에 붙여 넣으면 여기로 돌아옵니다.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
    <message>
        <source>Close the others</source>
        <translation>다른 탭 닫기</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>유지</translation>
    </message>
    <message>
        <source>Move beside</source>
        <translation>옆으로 이동</translation>
    </message>
    <message>
        <source>Move to a window of its own</source>
        <translation>별도 창으로 이동</translation>
    </message>
    <message>
        <source>Copy link</source>
        <translation>링크 복사</translation>
    </message>
</context>
</TS>
